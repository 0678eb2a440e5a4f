"use client";

import { Button, Select, Switch } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { CaseStateSelect } from "../case-list/case-state-select";
import { FilterPanel } from "../ui/filter-panel";
import { TimeRangePicker } from "../ui/time-range-picker";
import type { ProcessSummary } from "./process-columns";
import styles from "./process-page.module.css";
import { HEAT_METRICS, type ProcessView } from "./use-process-view";

const HEAT_WORDS = { frequency: "How often", duration: "How long", incidents: "Incidents" } as const;

interface ProcessFiltersProps {
  process: ProcessSummary;
  view: ProcessView;
  /** The selected element's name, when it is known. */
  elementName: string | null;
}

export function ProcessFilters({ process, view, elementName }: ProcessFiltersProps) {
  const { values, setValues, active, clear } = view;
  return (
    <FilterPanel active={active} onClear={clear}>
      {process.versions.length === 0 ? null : <VersionPicker process={process} view={view} />}
      <TimeRangePicker
        range={{ from: values.from, to: values.to }}
        onChange={({ from, to }) => void setValues({ from, to })}
      />
      <CaseStateSelect label="State of cases" value={values.state} onChange={(state) => void setValues({ state })} />
      {process.hasDiagram ? <HeatSwitch view={view} /> : null}
      {values.element === null ? null : (
        <Button
          variant="light"
          className={styles["chip"]}
          rightSection={<IconX size={14} aria-hidden />}
          aria-label={`Remove the filter by element ${elementName ?? values.element}`}
          onClick={() => void setValues({ element: null })}
        >
          {elementName ?? values.element}
        </Button>
      )}
    </FilterPanel>
  );
}

function VersionPicker({ process, view }: { process: ProcessSummary; view: ProcessView }) {
  const newest = process.version ?? 0;
  const versions = [...process.versions].sort((one, other) => other - one);
  const data = versions.map((version) => ({
    value: String(version),
    label: version === newest ? `${version} (newest)` : String(version),
  }));
  const chosen = view.version === null ? "all" : String(view.version);
  return (
    <Select
      label="Version"
      data={versions.length > 1 ? [...data, { value: "all", label: "All versions" }] : data}
      value={chosen}
      allowDeselect={false}
      onChange={(next) => void view.setValues({ version: next === String(newest) ? null : next })}
    />
  );
}

function HeatSwitch({ view: { values, setValues } }: { view: ProcessView }) {
  return (
    <>
      <Switch
        label="Heatmap"
        size="xs"
        checked={values.heat !== null}
        onChange={(event) => void setValues({ heat: event.currentTarget.checked ? "frequency" : null })}
      />
      {values.heat === null ? null : (
        <Select
          label="Heatmap shows"
          data={HEAT_METRICS.map((metric) => ({ value: metric, label: HEAT_WORDS[metric] }))}
          value={values.heat}
          allowDeselect={false}
          onChange={(next) => void setValues({ heat: HEAT_METRICS.find((metric) => metric === next) ?? null })}
        />
      )}
    </>
  );
}
