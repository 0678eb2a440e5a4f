"use client";

import { useState } from "react";
import type { ProcessSummary } from "./process-columns";

/** A grid to step on: a process has too many events to step from one to the next. */
const STEPS = 240;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** When cases began: of one process, or of several together. */
type Began = Pick<ProcessSummary, "trend" | "lastStartedAt">;

/** The stretch of time that a process can be walked through: the hours of its trend, or the hour before its last start. */
export function toInstants({ trend, lastStartedAt }: Began, now: number): readonly number[] {
  const first = trend.find(({ started }) => started > 0)?.hour;
  const last = lastStartedAt === null ? now : Date.parse(lastStartedAt);
  const from = first === undefined ? last - HOUR_MS : Date.parse(first);
  if (lastStartedAt === null || from >= now) return [];
  return Array.from({ length: STEPS + 1 }, (_, step) => Math.round(from + ((now - from) * step) / STEPS));
}

export function useInstants(process: Began): readonly number[] {
  // Read once: under a thumb that is dragged the scale must not move.
  const [now] = useState(() => Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS);
  return toInstants(process, now);
}
