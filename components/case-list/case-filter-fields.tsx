"use client";

import { Checkbox, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { processesQuery } from "@/lib/client/queries";
import { FilterPanel } from "../ui/filter-panel";
import { TimeRangePicker } from "../ui/time-range-picker";
import { CaseStateSelect } from "./case-state-select";
import type { CaseFilters } from "./use-case-filters";

export function CaseFilterFields({ filters }: { filters: CaseFilters }) {
  const { values, setValues, active, clear } = filters;
  return (
    <FilterPanel active={active} onClear={clear}>
      <CaseStateSelect label="State" value={values.state} onChange={(state) => void setValues({ state })} />
      <ProcessSelect value={values.process} onChange={(process) => void setValues({ process })} />
      <TimeRangePicker
        range={{ from: values.from, to: values.to }}
        onChange={({ from, to }) => void setValues({ from, to })}
      />
      <Checkbox
        label="With open incidents"
        checked={values.incident === true}
        onChange={(event) => void setValues({ incident: event.currentTarget.checked || null })}
      />
      <Checkbox
        label="Stuck without an error"
        checked={values.stuck === true}
        onChange={(event) => void setValues({ stuck: event.currentTarget.checked || null })}
      />
    </FilterPanel>
  );
}

interface ProcessSelectProps {
  value: string | null;
  onChange: (process: string | null) => void;
}

export function ProcessSelect({ value, onChange }: ProcessSelectProps) {
  const { data } = useQuery(processesQuery());
  const known = (data?.items ?? []).map(({ id, name, origin }) => ({
    value: id,
    label: origin === "observed" ? name : `${name} (${id})`,
  }));
  const options =
    value === null || known.some((option) => option.value === value) ? known : [...known, { value, label: value }];
  return (
    <Select
      label="Process"
      placeholder="Any process"
      data={options}
      value={value}
      searchable
      clearable
      clearButtonProps={{ "aria-label": "Any process" }}
      nothingFoundMessage="No process of that name"
      onChange={onChange}
    />
  );
}
