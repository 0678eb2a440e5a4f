import type { Sql } from "@/lib/store/database";
import { type CaseRows, readUnderWay, rolledUpTo } from "../as-of";
import { isWithinHours, type TimeRange, toHours } from "../time-range";
import { foldObservations, type Observations, type Observed, readObservations } from "./bound-observations";

type Asked = {
  readonly digests: readonly string[];
  readonly processIds: readonly number[];
  /** Ends with the instant. */
  readonly range: TimeRange;
  readonly at: number;
};

/**
 * The observations as of an instant. Cases that had no event after it stand where they stood; the part of the others as they
 * are now is taken away, and the part that they had then is added.
 */
export async function readObservationsAt(sql: Sql, { digests, processIds, range, at }: Asked): Promise<Observations> {
  // Where cases stand follows from all that they did, however short the range.
  const ever = { from: null, to: range.to };
  const [counted, standing] = await Promise.all([
    readObservations(sql, { digests, processIds, hours: toHours(rolledUpTo(range, at)) }),
    readObservations(sql, { digests, processIds, hours: toHours(rolledUpTo(ever, at)) }),
  ]);
  const sums: Sums = new Map();
  add(sums, counted, { count: 1, standing: 0 });
  add(sums, standing, { count: 0, standing: 1 });
  for (const processId of processIds) {
    const { are, were } = await readUnderWay(sql, { definitionIds: null, processId, at });
    for (const [cases, sign, upTo] of [
      [are, -1, (within: TimeRange) => rolledUpTo(within, at)],
      [were, 1, (within: TimeRange) => within],
    ] as const) {
      add(sums, foldWithin(cases, upTo(range)), { count: sign, standing: 0, processId });
      add(sums, foldWithin(cases, upTo(ever)), { count: 0, standing: sign, processId });
    }
  }
  const byActivity = new Map([...sums].map(([key, ofProcesses]) => [key, [...ofProcesses.values()].map(atLeastZero)]));
  return { byActivity, isStandingEstimated: standing.isStandingEstimated };
}

function foldWithin(cases: readonly CaseRows[], range: TimeRange): Observations {
  const isWithin = isWithinHours(range);
  return foldObservations(cases, { isCounted: isWithin, isFollowed: isWithin });
}

type Sums = Map<string, Map<string, Observed>>;
type Signs = { readonly count: number; readonly standing: number; readonly processId?: number };

function add(sums: Sums, { byActivity }: Observations, signs: Signs): void {
  for (const [key, observed] of byActivity) {
    const ofProcesses = sums.get(key) ?? new Map<string, Observed>();
    sums.set(key, ofProcesses);
    for (const one of observed) {
      const process = signs.processId === undefined ? one.process : String(signs.processId);
      const known = ofProcesses.get(process) ?? { process, count: 0, standing: 0 };
      const count = known.count + signs.count * one.count;
      ofProcesses.set(process, { process, count, standing: known.standing + signs.standing * one.standing });
    }
  }
}

/** A step that had not been done yet stands nowhere. */
function atLeastZero({ process, count, standing }: Observed): Observed {
  const done = Math.max(0, count);
  return { process, count: done, standing: Math.min(done, Math.max(0, standing)) };
}
