import { bucketOf } from "@/lib/project/duration-bucket";
import { conformalThreshold } from "./conformal-threshold";
import { countOf, type DurationHistogram, quantile } from "./duration-histogram";
import { survivalAt } from "./survival";

/** What the history of a process says of the time after an activity, and what waits there now. */
export type WaitHistory = {
  /** How long it took until something followed. */
  readonly waits: DurationHistogram;
  /** Cases whose last activity it was when they ended. */
  readonly ended: number;
  /** How long cases that are open now have waited after it. */
  readonly open: DurationHistogram;
};

/**
 * `judged`: a case that waits longer than the threshold is stuck. `set`: the same, by a setting. `thin`: too few cases have
 * gone on from here to say what is long. `unbounded`: so few that the threshold is infinite. `may-end`: cases often end
 * here, so waiting says nothing. `silent`: so many would be flagged at once that it is the place which is told, not each case.
 */
export type Standing = "judged" | "set" | "thin" | "unbounded" | "may-end" | "silent";

export type WaitProfile = {
  readonly standing: Standing;
  readonly followed: number;
  readonly ended: number;
  /** Open cases beyond the threshold. */
  readonly waiting: number;
  readonly medianMs: number | null;
  readonly thresholdMs: number | null;
};

/** Fewer cases than this say nothing about one in a hundred. */
export const HISTORY_MIN = 100;
/** An activity is told apart by the one before it when so many cases came that way. */
export const REFINED_MIN = 300;
const CONTINUES_MIN = 0.95;
/** When more of all that ever came here would be flagged, either cases end here in silence or all that follows is down. */
const FLAGGED_SHARE_MAX = 0.2;
/**
 * Events reach us later than they happen, and we look every few seconds: a shorter threshold would flag what is under way.
 */
export const THRESHOLD_FLOOR_MS = 30_000;

/** `setMs`: the operator's word for it, which needs no history. */
export function profileWaits({ waits, ended, open }: WaitHistory, setMs: number | null = null): WaitProfile {
  const followed = countOf(waits);
  const conformal = conformalThreshold(waits);
  const learned = conformal === null ? null : Math.max(conformal, THRESHOLD_FLOOR_MS);
  const thresholdMs = setMs ?? learned;
  const waiting = thresholdMs === null ? 0 : countAbove(open, thresholdMs);
  const facts = { followed, ended, waiting, medianMs: quantile(waits, 0.5), thresholdMs };
  if (setMs !== null) return { ...facts, standing: "set" };
  return { ...facts, standing: standingOf({ ...facts, waits, open }) };
}

type Facts = Omit<WaitProfile, "standing"> & Pick<WaitHistory, "waits" | "open">;

function standingOf({ followed, ended, thresholdMs, waits, open }: Facts): Standing {
  if (followed + ended < HISTORY_MIN) return "thin";
  if (followed / (followed + ended) < CONTINUES_MIN) return "may-end";
  if (thresholdMs === null) return "unbounded";
  return survivalAt(bucketOf(thresholdMs), waits, open) > FLAGGED_SHARE_MAX ? "silent" : "judged";
}

function countAbove(histogram: DurationHistogram, thresholdMs: number): number {
  let count = 0;
  const last = bucketOf(thresholdMs);
  for (const [bucket, n] of histogram) if (bucket > last) count += n;
  return count;
}
