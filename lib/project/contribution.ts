import type { Activity } from "@/lib/domain/activity";
import type { DefinitionIdentity } from "@/lib/domain/process-definition";

/**
 * What one case adds to every rollup, as signed counts per row. Contributions form a group: they add, subtract and have a
 * zero, so a rollup is the sum over all cases and a case that is folded anew costs the difference. `hour` is the start of
 * an hour, milliseconds since the epoch; `process` is the case's process or "" while it has none; `bucket` is a key of the
 * duration histogram (ANALYTICS.md).
 */
export type RollupKey =
  | { readonly rollup: "activity"; readonly process: string; readonly activity: Activity; readonly hour: number }
  | ({ readonly rollup: "edge" } & EdgeKey)
  | ({ readonly rollup: "edge-duration"; readonly bucket: number } & EdgeKey)
  /** `hour` is when the element was entered, for all its amounts: active = entered − completed − terminated. */
  | ({ readonly rollup: "element" } & ElementKey)
  | ({ readonly rollup: "element-duration"; readonly bucket: number } & ElementKey)
  | { readonly rollup: "flow"; readonly definition: DefinitionIdentity; readonly flowId: string; readonly hour: number }
  /** `hour` is when the process instance started. */
  | { readonly rollup: "instance"; readonly definition: DefinitionIdentity; readonly hour: number }
  /** `hour` is the case's first event. */
  | { readonly rollup: "case"; readonly process: string; readonly hour: number }
  | { readonly rollup: "case-duration"; readonly process: string; readonly hour: number; readonly bucket: number }
  | { readonly rollup: "variant"; readonly process: string; readonly variantId: string; readonly hour: number };

export type EdgeKind = "orchestrated" | "choreographed" | "message";

/** Directly-follows within a case, `hour` is that of the later event. */
type EdgeKey = {
  readonly process: string;
  readonly from: Activity;
  readonly to: Activity;
  readonly kind: EdgeKind;
  readonly hour: number;
};
type ElementKey = { readonly definition: DefinitionIdentity; readonly elementId: string; readonly hour: number };

/** Amounts by rollup; every one is a sum, none a minimum or maximum (those cannot be subtracted). */
export type RollupAmounts = {
  readonly activity: { occurrences: number };
  /** `negative`: durations below zero, kept out of `totalMs` and of the histogram; none while order is by time alone. */
  readonly edge: { occurrences: number; totalMs: number; negative: number };
  readonly "edge-duration": { occurrences: number };
  /**
   * An element that left without having been entered counts as entered when it left. `totalMs` and the histogram are of
   * completed ones whose entering was seen; below zero they are in the histogram's bucket −1 and not in `totalMs`.
   */
  readonly element: {
    entered: number;
    completed: number;
    terminated: number;
    incidentsOpened: number;
    incidentsResolved: number;
    totalMs: number;
  };
  readonly "element-duration": { occurrences: number };
  readonly flow: { taken: number };
  readonly instance: { started: number; completed: number; terminated: number; openIncidents: number };
  /** `totalMs` and the histogram: from the first event to the end, of ended cases (not of canceled ones). */
  readonly case: {
    cases: number;
    ended: number;
    canceled: number;
    openIncidents: number;
    events: number;
    totalMs: number;
  };
  readonly "case-duration": { occurrences: number };
  /** `totalMs`: from the first event to the last, of all cases. Cases without an activity have no variant. */
  readonly variant: { cases: number; totalMs: number };
};

export type RollupName = RollupKey["rollup"];
export type RollupRow<Name extends RollupName = RollupName> = {
  [N in Name]: { readonly key: Extract<RollupKey, { rollup: N }>; readonly amounts: RollupAmounts[N] };
}[Name];

/** Rows by the text form of their key. No row is all zero. */
export type Contribution = ReadonlyMap<string, RollupRow>;
