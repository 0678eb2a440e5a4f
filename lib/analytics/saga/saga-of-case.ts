import type { DefinitionIdentity } from "@/lib/domain/process-definition";
import type { SagaRule } from "@/lib/domain/saga-rule";
import type { CaseStoryFacts } from "@/lib/project/story-facts";
import { endOf } from "../findings/case-facts";
import type { CompensationPair } from "./compensation-pairs";
import { type Saga, toSaga } from "./saga";
import { type OfElement, sagaMarks } from "./saga-marks";

export type SagaSurroundings = {
  readonly rule: Omit<SagaRule, "process">;
  /** What the diagram of a definition declares. */
  readonly pairsOf: (definition: DefinitionIdentity) => readonly CompensationPair[];
  /** How long others of the process took at most to take back what was done; null: too few did. */
  readonly usualMs: number | null;
  readonly asOf: number;
};

/** While nothing is configured and too few have been taken back to know better. */
const WITHIN_MS = 120_000;
/** Never sooner: a queue that is a little long is no lost compensation. */
const WITHIN_MIN_MS = 30_000;

/** The saga that a case is; null: it has no steps that could be taken back, or that failed. */
export function sagaOfCase(
  { trace, instances }: Pick<CaseStoryFacts, "trace" | "instances">,
  { rule, pairsOf, usualMs, asOf }: SagaSurroundings,
): Saga | null {
  // An engine's records do not all name the version; the instance knows it.
  const ofInstance = new Map(
    instances.map(({ processInstanceKey, definition }) => [
      `${definition.source}\u001f${processInstanceKey}`,
      pairsOf(definition),
    ]),
  );
  const ofEvent = ({ definition: { source }, processInstanceKey }: OfElement) =>
    ofInstance.get(`${source}\u001f${processInstanceKey}`) ?? [];
  const marks = sagaMarks(trace, { rule, pairsOf: ofEvent });
  if (marks.length === 0) return null;
  return toSaga(marks, { asOf, withinMs: withinMs(rule, usualMs), overAt: endOf({ trace, instances }) });
}

function withinMs({ undoneWithinSeconds }: Omit<SagaRule, "process">, usualMs: number | null): number {
  if (undoneWithinSeconds !== null) return undoneWithinSeconds * 1_000;
  return usualMs === null ? WITHIN_MS : Math.max(WITHIN_MIN_MS, 2 * usualMs);
}
