import type { z } from "zod";
import type { SourceHealth as SourceHealthSchema } from "@/lib/api/contract/streams";
import { formatDuration } from "../ui/format-duration";
import { formatCount } from "../ui/format-number";

export type SourceHealth = z.infer<typeof SourceHealthSchema>;

/** Behind by more than this is worth a colour: what one sees is then no longer "now". */
const LATE_MS = 10_000;

/** An imported file is over and done with: nothing more comes of it, so nothing can be wrong with it. */
export function isTroubled({ kind, state }: SourceHealth): boolean {
  return kind !== "file" && state !== "running";
}

export function isLate({ lagMs }: SourceHealth): boolean {
  return lagMs !== null && lagMs > LATE_MS;
}

/** Of a source that does not deliver nobody knows how far it is ahead. */
export function lagWords(source: SourceHealth): string {
  const { lagMs, lagEvents } = source;
  if (source.kind === "file") return "imported";
  if (isTroubled(source)) return "so nobody knows how far behind we are";
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
