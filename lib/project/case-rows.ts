import type { CaseState } from "./case-state";
import { bucketOf } from "./duration-bucket";
import { hourOf } from "./hour";
import type { Tally } from "./tally";

/** Counts a case as a whole, or with sign −1 takes back what was counted of it. */
export function countCase(tally: Tally, state: CaseState, sign: 1 | -1): void {
  const process = state.process ?? "";
  const hour = hourOf(state.firstAt);
  const { status } = state;
  const throughputMs = status === "ended" && state.endedAt !== null ? state.endedAt - state.firstAt : 0;
  tally.add(
    { rollup: "case", process, hour },
    {
      cases: sign,
      ended: status === "ended" ? sign : 0,
      canceled: status === "canceled" ? sign : 0,
      openIncidents: sign * countOpenIncidents(state),
      events: sign * state.eventCount,
      totalMs: sign * throughputMs,
    },
  );
  if (status === "ended") {
    tally.add({ rollup: "case-duration", process, hour, bucket: bucketOf(throughputMs) }, { occurrences: sign });
  }
  if (state.variantId === "") return;
  const totalMs = sign * (state.lastAt - state.firstAt);
  tally.add({ rollup: "variant", process, variantId: state.variantId, hour }, { cases: sign, totalMs });
}

function countOpenIncidents({ incidents }: CaseState): number {
  let open = 0;
  for (const { resolvedAt } of incidents) if (resolvedAt === null) open += 1;
  return open;
}
