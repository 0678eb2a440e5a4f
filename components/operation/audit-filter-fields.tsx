"use client";

import { FilterPanel } from "../ui/filter-panel";
import { SearchField } from "../ui/search-field";
import { TimeRangePicker } from "../ui/time-range-picker";
import type { AuditFilters } from "./use-audit-filters";

const FIELDS = [
  { name: "q", label: "Search the audit trail", placeholder: "Anything in an entry" },
  { name: "actor", label: "Who", placeholder: "Who: ada, token:ci" },
  { name: "action", label: "Action", placeholder: "Action: retry-incident" },
  { name: "subject", label: "To what", placeholder: "To what: operation:…" },
] as const;

export function AuditFilterFields({ filters }: { filters: AuditFilters }) {
  const { values, setValues, active, clear } = filters;
  return (
    <FilterPanel active={active} onClear={clear}>
      {FIELDS.map(({ name, label, placeholder }) => (
        <SearchField
          key={name}
          label={label}
          placeholder={placeholder}
          value={values[name] ?? ""}
          onSearch={(text) => void setValues({ [name]: text === "" ? null : text })}
        />
      ))}
      <TimeRangePicker
        range={{ from: values.from, to: values.to }}
        onChange={({ from, to }) => void setValues({ from, to })}
      />
    </FilterPanel>
  );
}
