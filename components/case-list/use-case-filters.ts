"use client";

import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { CaseListQuery } from "@/lib/api/contract/cases";
import { present } from "../ui/present";

export const CASE_STATES = ["active", "ended", "canceled"] as const;

const PARSERS = {
  q: parseAsString.withDefault(""),
  state: parseAsStringLiteral(CASE_STATES),
  process: parseAsString,
  from: parseAsString,
  to: parseAsString,
  incident: parseAsBoolean,
  stuck: parseAsBoolean,
};

export type CaseFilterInput = Partial<Omit<CaseListQuery, "cursor" | "limit">>;

/** The filters of the list of cases. They live in the URL alone, so that a copied link shows the same. */
export function useCaseFilters() {
  const [values, setValues] = useQueryStates(PARSERS, { history: "push" });
  const filter = useMemo<CaseFilterInput>(() => present(values), [values]);
  const { q, ...rest } = values;
  const isTimed = values.from !== null || values.to !== null;
  const active = Object.keys(present({ ...rest, from: isTimed ? "set" : null, to: null })).length;
  const clear = () => void setValues({ state: null, process: null, from: null, to: null, incident: null, stuck: null });
  return { values, setValues, filter, active, clear };
}

export type CaseFilters = ReturnType<typeof useCaseFilters>;
