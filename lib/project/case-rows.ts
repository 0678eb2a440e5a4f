import type { CaseState } from "./case-state";
import { bucketOf } from "./duration-bucket";
import { hourOf } from "./hour";
import type { Tally } from "./tally";

/** Counts a case as a whole, or with sign −1 takes back what was counted of it. */
export function countCase(tally: Tally, state: CaseState, sign: 1 | -1): void {
  const process = state.process ?? "";
  const hour = hourOf(state.firstAt);
  const row = tally.row({ rollup: "case", process, hour });
  row.cases += sign;
  row.events += sign * state.eventCount;
  row.openIncidents += sign * countOpenIncidents(state);
  if (state.status === "canceled") row.canceled += sign;
  if (state.status === "ended" && state.endedAt !== null) {
    const throughputMs = state.endedAt - state.firstAt;
    row.ended += sign;
    row.totalMs += sign * throughputMs;
    tally.row({ rollup: "case-duration", process, hour, bucket: bucketOf(throughputMs) }).occurrences += sign;
  }
  if (state.variantId === "") return;
  const variant = tally.row({ rollup: "variant", process, variantId: state.variantId, hour });
  variant.cases += sign;
  variant.totalMs += sign * (state.lastAt - state.firstAt);
}

function countOpenIncidents({ incidents }: CaseState): number {
  let open = 0;
  for (const { resolvedAt } of incidents) if (resolvedAt === null) open += 1;
  return open;
}
