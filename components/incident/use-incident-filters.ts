"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { IncidentListQuery } from "@/lib/api/contract/cases";
import { present } from "../ui/present";

export const INCIDENT_STATES = ["open", "resolved", "all"] as const;

/** Whether groups are to be seen that somebody put off or put away. */
export const TRIAGE = ["active", "snoozed", "archived", "all"] as const;

const PARSERS = {
  state: parseAsStringLiteral(INCIDENT_STATES).withDefault("open"),
  process: parseAsString,
  element: parseAsString,
  from: parseAsString,
  to: parseAsString,
  fingerprint: parseAsString,
  triage: parseAsStringLiteral(TRIAGE).withDefault("active"),
  /** The group whose details are open. */
  group: parseAsString,
  /** The one whose details are open. */
  incident: parseAsString,
};

export type IncidentFilterInput = Partial<Omit<IncidentListQuery, "cursor" | "limit">>;

export function useIncidentFilters() {
  const [values, setValues] = useQueryStates(PARSERS, { history: "push" });
  const { state, process, element, from, to, fingerprint, triage } = values;
  const filter = useMemo<IncidentFilterInput>(
    () => present({ state, process, element, from, to, fingerprint, triage }),
    [state, process, element, from, to, fingerprint, triage],
  );
  const isOther = state === "open" ? null : state;
  const isAside = triage === "active" ? null : triage;
  const active = Object.keys(present({ isOther, isAside, process, element, fingerprint, time: from ?? to })).length;
  const clear = () =>
    void setValues({
      state: null,
      process: null,
      element: null,
      from: null,
      to: null,
      fingerprint: null,
      triage: null,
    });
  return { values, setValues, filter, active, clear };
}

export type IncidentFilters = ReturnType<typeof useIncidentFilters>;
