"use client";

import { Select } from "@mantine/core";
import { CASE_STATES } from "./use-case-filters";

type CaseState = (typeof CASE_STATES)[number];

interface CaseStateSelectProps {
  label: string;
  value: CaseState | null;
  onChange: (state: CaseState | null) => void;
}

export function CaseStateSelect({ label, value, onChange }: CaseStateSelectProps) {
  return (
    <Select
      label={label}
      placeholder="Any state"
      data={[
        { value: "active", label: "Active" },
        { value: "ended", label: "Ended" },
        { value: "canceled", label: "Canceled" },
      ]}
      value={value}
      clearable
      clearButtonProps={{ "aria-label": "Any state" }}
      onChange={(next) => onChange(CASE_STATES.find((state) => state === next) ?? null)}
    />
  );
}
