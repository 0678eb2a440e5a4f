"use client";

import { Button, SegmentedControl, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { ProcessSelect } from "../case-list/case-filter-fields";
import { FilterPanel } from "../ui/filter-panel";
import { TimeRangePicker } from "../ui/time-range-picker";
import { INCIDENT_STATES, INCIDENT_TYPES, type IncidentFilters, TRIAGE } from "./use-incident-filters";

export function IncidentFilterFields({ filters }: { filters: IncidentFilters }) {
  const { values, setValues, active, clear } = filters;
  return (
    <FilterPanel active={active} onClear={clear}>
      <SegmentedControl
        aria-label="State"
        fullWidth
        data={INCIDENT_STATES.map((state) => ({
          value: state,
          label: `${state.charAt(0).toUpperCase()}${state.slice(1)}`,
        }))}
        value={values.state}
        onChange={(next) => void setValues({ state: INCIDENT_STATES.find((state) => state === next) ?? null })}
      />
      <Select
        label="Kind"
        placeholder="Any kind"
        clearable
        data={INCIDENT_TYPES.map((type) => ({ value: type, label: TYPE_WORDS[type] }))}
        value={values.type}
        onChange={(next) => void setValues({ type: INCIDENT_TYPES.find((type) => type === next) ?? null })}
      />
      <Select
        label="Groups"
        data={TRIAGE.map((triage) => ({ value: triage, label: TRIAGE_WORDS[triage] }))}
        value={values.triage}
        allowDeselect={false}
        onChange={(next) => void setValues({ triage: TRIAGE.find((triage) => triage === next) ?? null })}
      />
      <ProcessSelect value={values.process} onChange={(process) => void setValues({ process })} />
      <TimeRangePicker
        range={{ from: values.from, to: values.to }}
        onChange={({ from, to }) => void setValues({ from, to })}
      />
      {values.element === null ? null : (
        <Removable what={`element ${values.element}`} onRemove={() => void setValues({ element: null })} />
      )}
      {values.fingerprint === null ? null : (
        <Removable what="one kind of incident" onRemove={() => void setValues({ fingerprint: null })} />
      )}
    </FilterPanel>
  );
}

const TYPE_WORDS: Readonly<Record<(typeof INCIDENT_TYPES)[number], string>> = {
  engine: "Incidents of engines",
  "dead-letter": "Dead letters",
  undecodable: "Undecodable records",
  stuck: "Stuck cases",
};

const TRIAGE_WORDS: Readonly<Record<(typeof TRIAGE)[number], string>> = {
  active: "In sight",
  snoozed: "Snoozed",
  archived: "Archived",
  all: "All of them",
};

function Removable({ what, onRemove }: { what: string; onRemove: () => void }) {
  return (
    <Button
      variant="light"
      justify="space-between"
      rightSection={<IconX size={14} aria-hidden />}
      aria-label={`Remove the filter by ${what}`}
      onClick={onRemove}
    >
      {what}
    </Button>
  );
}
