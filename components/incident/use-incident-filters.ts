"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { IncidentListQuery } from "@/lib/api/contract/cases";
import { present } from "../ui/present";

export const INCIDENT_STATES = ["open", "resolved", "all"] as const;

/** Whether groups are to be seen that somebody put off or put away. */
export const TRIAGE = ["active", "snoozed", "archived", "all"] as const;

export const INCIDENT_TYPES = ["engine", "dead-letter", "undecodable", "stuck"] as const;

const PARSERS = {
  type: parseAsStringLiteral(INCIDENT_TYPES),
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
  const { state, process, element, from, to, fingerprint, triage, type } = values;
  const filter = useMemo<IncidentFilterInput>(
    () => present({ state, process, element, from, to, fingerprint, triage, type }),
    [state, process, element, from, to, fingerprint, triage, type],
  );
  const isOther = state === "open" ? null : state;
  const isAside = triage === "active" ? null : triage;
  const active = Object.keys(
    present({ isOther, isAside, type, process, element, fingerprint, time: from ?? to }),
  ).length;
  const clear = () =>
    void setValues({
      state: null,
      process: null,
      element: null,
      from: null,
      to: null,
      fingerprint: null,
      triage: null,
      type: null,
    });
  return { values, setValues, filter, active, clear };
}

export type IncidentFilters = ReturnType<typeof useIncidentFilters>;
