import type { Sql } from "@/lib/store/database";
import { readUnderWay } from "../as-of";
import { isWithinHours, type TimeRange, toHours } from "../time-range";
import { foldObservations, type Observations, type Observed, readObservations } from "./bound-observations";

type Asked = {
  readonly digests: readonly string[];
  readonly processIds: readonly number[];
  /** Ends with the instant. */
  readonly range: TimeRange;
  readonly at: number;
};

const EVER = { from: null, to: null };
const always = () => true;

/**
 * The observations as of an instant. Cases that had no event after it stand where they stood; the part of the others as they
 * are now is taken away, and the part that they had then is added.
 */
export async function readObservationsAt(sql: Sql, { digests, processIds, range, at }: Asked): Promise<Observations> {
  const [counted, standing] = await Promise.all([
    readObservations(sql, { digests, processIds, hours: toHours(range) }),
    readObservations(sql, { digests, processIds, hours: EVER }),
  ]);
  const sums: Sums = new Map();
  add(sums, counted, { count: 1, standing: 0 });
  add(sums, standing, { count: 0, standing: 1 });
  for (const processId of processIds) {
    const { are, were } = await readUnderWay(sql, { definitionIds: null, processId, at });
    for (const [contributions, sign] of [
      [are, -1],
      [were, 1],
    ] as const) {
      add(sums, foldObservations(contributions, isWithinHours(range)), { count: sign, standing: 0, processId });
      add(sums, foldObservations(contributions, always), { count: 0, standing: sign, processId });
    }
  }
  const byActivity = new Map([...sums].map(([key, ofProcesses]) => [key, [...ofProcesses.values()].map(atLeastZero)]));
  return { byActivity, isStandingEstimated: standing.isStandingEstimated };
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
