"use client";

import { useQuery } from "@tanstack/react-query";
import { processesQuery } from "@/lib/client/queries";
import { TimeTravelBar } from "../case/time-travel";
import { useInstants } from "../process/use-process-time";
import { MOVING, toInstant, toInstantText } from "../ui/instant-in-url";
import type { MapView } from "./use-map-view";

/** The map as of an instant, over the time in which the process, or any, began cases. */
export function MapTime({ view, error }: { view: MapView; error: Error | null }) {
  const { at, process } = view.values;
  const processes = useQuery(processesQuery());
  const shown = (processes.data?.items ?? []).filter(({ id }) => process === null || id === process);
  const trend = shown.flatMap((one) => one.trend).sort((a, b) => (a.hour < b.hour ? -1 : 1));
  const lastStartedAt =
    shown
      .map((one) => one.lastStartedAt ?? "")
      .sort()
      .at(-1) || null;
  const instants = useInstants({ trend, lastStartedAt });
  return (
    <TimeTravelBar
      instants={instants}
      at={toInstant(at)}
      onMove={(next) => void view.setValues({ at: toInstantText(next) }, MOVING)}
      error={at === null ? null : error}
    />
  );
}
