"use client";

import { parseAsFloat, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { CASE_STATES } from "../case-list/use-case-filters";
import { present } from "../ui/present";
import { LENSES } from "./map-words";

export const MAP_TABS = ["activities", "edges", "producers", "changes"] as const;

const PARSERS = {
  lens: parseAsStringLiteral(LENSES).withDefault("process"),
  tab: parseAsStringLiteral(MAP_TABS).withDefault("activities"),
  process: parseAsString,
  from: parseAsString,
  to: parseAsString,
  /** The instant that is shown; absent for now. */
  at: parseAsString,
  state: parseAsStringLiteral(CASE_STATES),
  /** Shares that are kept, 0 to 1. */
  activities: parseAsFloat.withDefault(1),
  edges: parseAsFloat.withDefault(1),
  focus: parseAsString,
  node: parseAsString,
  edge: parseAsString,
  q: parseAsString.withDefault(""),
};

/** More than a person can tell apart on a screen; what is cut is said. */
const ACTIVITIES_MAX = 1_000;
const EDGES_MAX = 5_000;

/** What of the map is looked at, and how; all of it in the URL. */
export function useMapView() {
  const [values, setValues] = useQueryStates(PARSERS, { history: "push" });
  const { process, from, to, state } = values;
  const filter = useMemo(() => present({ process, from, to, state }), [process, from, to, state]);
  const isTimed = from !== null || to !== null;
  return {
    values: { ...values, activities: toShare(values.activities), edges: toShare(values.edges) },
    setValues,
    filter,
    asked: useMemo(() => ({ ...filter, activitiesMax: ACTIVITIES_MAX, edgesMax: EDGES_MAX }), [filter]),
    active:
      Object.keys(present({ process, state, time: isTimed ? "set" : null })).length +
      Number(values.activities < 1) +
      Number(values.edges < 1),
    clear: () =>
      void setValues({ process: null, from: null, to: null, state: null, activities: null, edges: null, focus: null }),
  };
}

export type MapView = ReturnType<typeof useMapView>;

const toShare = (number: number): number => (Number.isFinite(number) ? Math.min(1, Math.max(0, number)) : 1);
