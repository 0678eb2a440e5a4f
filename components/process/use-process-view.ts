"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { CASE_STATES } from "../case-list/use-case-filters";
import { present } from "../ui/present";

/** Metrics that the heatmap can show; the figures of each come from the same rollups as the badges. */
export const HEAT_METRICS = ["frequency", "duration", "incidents"] as const;

const PARSERS = {
  /** A number, `all`, or absent for the newest. */
  version: parseAsString,
  from: parseAsString,
  to: parseAsString,
  /** The instant that the diagram shows; absent for now. */
  at: parseAsString,
  state: parseAsStringLiteral(CASE_STATES),
  element: parseAsString,
  heat: parseAsStringLiteral(HEAT_METRICS),
};

/** What of a process is looked at; all of it in the URL. */
export function useProcessView(processId: string, newest: number | null) {
  const [values, setValues] = useQueryStates(PARSERS, { history: "push" });
  const version = versionOf(values.version, newest);
  const { from, to, state, element } = values;
  const filter = present({ version, from, to });
  return {
    values,
    setValues,
    version,
    filter,
    caseFilter: { process: processId, ...filter, ...present({ state, element }) },
    active: Object.keys(present({ version: values.version, state, element, time: from ?? to })).length,
    clear: () => void setValues({ version: null, from: null, to: null, state: null, element: null }),
  };
}

export type ProcessView = ReturnType<typeof useProcessView>;

/** Null stands for all versions together. */
function versionOf(text: string | null, newest: number | null): number | null {
  if (text === "all") return null;
  const version = Number(text ?? Number.NaN);
  return Number.isInteger(version) && version > 0 ? version : newest;
}
