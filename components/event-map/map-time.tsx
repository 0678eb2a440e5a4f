"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { processesQuery } from "@/lib/client/queries";
import { TimeTravelBar } from "../case/time-travel";
import { toInstants } from "../process/use-process-time";
import type { MapView } from "./use-map-view";

const MINUTE_MS = 60_000;
/** While the thumb is dragged the browser's history must not fill up. */
const MOVING = { history: "replace" } as const;

/** The map as of an instant, over the time in which the process, or any, began cases. */
export function MapTime({ view, error }: { view: MapView; error: Error | null }) {
  const { at, process } = view.values;
  const processes = useQuery(processesQuery());
  const [now] = useState(() => Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS);
  const shown = (processes.data?.items ?? []).filter(({ id }) => process === null || id === process);
  const trend = shown.flatMap((one) => one.trend).sort((a, b) => (a.hour < b.hour ? -1 : 1));
  const lastStartedAt =
    shown
      .map((one) => one.lastStartedAt ?? "")
      .sort()
      .at(-1) || null;
  const instant = Date.parse(at ?? "");
  return (
    <TimeTravelBar
      instants={toInstants({ trend, lastStartedAt }, now)}
      at={Number.isFinite(instant) ? instant : null}
      onMove={(next) => void view.setValues({ at: next === null ? null : new Date(next).toISOString() }, MOVING)}
      error={at === null ? null : error}
    />
  );
}
