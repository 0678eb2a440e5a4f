"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { IncidentListQuery } from "@/lib/api/contract/cases";
import { present } from "../ui/present";

export const INCIDENT_STATES = ["open", "resolved", "all"] as const;

const PARSERS = {
  state: parseAsStringLiteral(INCIDENT_STATES).withDefault("open"),
  process: parseAsString,
  element: parseAsString,
  from: parseAsString,
  to: parseAsString,
  fingerprint: parseAsString,
  /** The one whose details are open. */
  incident: parseAsString,
};

export type IncidentFilterInput = Partial<Omit<IncidentListQuery, "cursor" | "limit">>;

export function useIncidentFilters() {
  const [values, setValues] = useQueryStates(PARSERS, { history: "push" });
  const { state, process, element, from, to, fingerprint } = values;
  const filter = useMemo<IncidentFilterInput>(
    () => present({ state, process, element, from, to, fingerprint }),
    [state, process, element, from, to, fingerprint],
  );
  const isOther = state === "open" ? null : state;
  const active = Object.keys(present({ isOther, process, element, fingerprint, time: from ?? to })).length;
  const clear = () =>
    void setValues({ state: null, process: null, element: null, from: null, to: null, fingerprint: null });
  return { values, setValues, filter, active, clear };
}

export type IncidentFilters = ReturnType<typeof useIncidentFilters>;
