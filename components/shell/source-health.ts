import type { z } from "zod";
import type { Health as HealthSchema, SourceHealth as SourceHealthSchema } from "@/lib/api/contract/streams";
import { formatDuration } from "../ui/format-duration";
import { formatCount } from "../ui/format-number";

export type Health = z.infer<typeof HealthSchema>;
export type SourceHealth = z.infer<typeof SourceHealthSchema>;

/** States in which a source delivers, or would if there were something. */
const GOOD = new Set(["ok", "running", "live", "reading", "connected", "idle", "starting", "done", "recorded"]);
/** Behind by more than this is worth a colour: what one sees is then no longer "now". */
const LATE_MS = 10_000;

export function isTroubled(source: SourceHealth): boolean {
  return !GOOD.has(source.state);
}

export function isLate({ lagMs }: SourceHealth): boolean {
  return lagMs !== null && lagMs > LATE_MS;
}

export function lagWords({ lagMs, lagEvents }: SourceHealth): string {
  if (lagEvents === 0 || (lagMs !== null && lagMs < 1_000)) return "up to date";
  const events = lagEvents === null ? "" : `, ${formatCount(lagEvents)} records to read`;
  return lagMs === null ? `lag unknown${events}` : `${formatDuration(lagMs)} behind${events}`;
}

/** The one that is furthest behind speaks for all. */
export function worstOf(sources: readonly SourceHealth[]): SourceHealth | null {
  const rank = (source: SourceHealth) => (isTroubled(source) ? Number.POSITIVE_INFINITY : (source.lagMs ?? 0));
  return sources.reduce<SourceHealth | null>(
    (worst, source) => (worst === null || rank(source) > rank(worst) ? source : worst),
    null,
  );
}
