import type { CaseFacts } from "@/lib/analytics/findings/case-facts";
import type { Finding } from "@/lib/analytics/findings/finding";
import { pairsOfDefinitions } from "@/lib/analytics/saga/pairs-of-definitions";
import type { Saga } from "@/lib/analytics/saga/saga";
import { toSagaFinding } from "@/lib/analytics/saga/saga-finding";
import { sagaOfCase } from "@/lib/analytics/saga/saga-of-case";
import { type SagaRule, sagaRuleOf } from "@/lib/domain/saga-rule";
import type { Pool } from "@/lib/store/database";
import { readCompensatingDefinitions } from "@/lib/store/read/compensating-definitions";
import { readUsualUndoing } from "@/lib/store/read/sagas";
import { deleteOrphanedSagas, type SagaRow } from "@/lib/store/watch/sagas";

type Judged = { readonly caseId: string; readonly processId: number; readonly facts: CaseFacts; readonly asOf: number };

const CLEAN_MS = 3_600_000;

/** Says of cases how they stand as sagas. What it knows of diagrams and of usual times is of one round. */
export class SagaJudge {
  readonly #pool: Pool;
  readonly #rules: readonly SagaRule[];
  #names: ReadonlyMap<number, string> = new Map();
  #pairsOf = pairsOfDefinitions([]);
  readonly #usual = new Map<number, Promise<number | null>>();
  #cleanAt = 0;

  constructor(pool: Pool, rules: readonly SagaRule[]) {
    this.#pool = pool;
    this.#rules = rules;
  }

  /** `names`: of processes. How many rows of cases that are no more were taken away. */
  async begin(names: ReadonlyMap<number, string>): Promise<number> {
    this.#names = names;
    this.#usual.clear();
    this.#pairsOf = pairsOfDefinitions(await readCompensatingDefinitions(this.#pool));
    if (performance.now() < this.#cleanAt) return 0;
    this.#cleanAt = performance.now() + CLEAN_MS;
    return deleteOrphanedSagas(this.#pool);
  }

  /** Null: the case is no saga. */
  async judge({ caseId, processId, facts, asOf }: Judged): Promise<JudgedSaga | null> {
    const name = this.#names.get(processId) ?? "";
    const rule = sagaRuleOf(name, this.#rules);
    let usual = this.#usual.get(processId);
    if (usual === undefined) {
      usual = readUsualUndoing(this.#pool, name);
      this.#usual.set(processId, usual);
    }
    const saga = sagaOfCase(facts, { rule, pairsOf: this.#pairsOf, usualMs: await usual, asOf });
    if (saga === null) return null;
    const finding = toSagaFinding(saga);
    const owesFor = saga.dueAt === null || asOf >= saga.dueAt ? [] : [saga.dueAt - asOf];
    return { row: toSagaRow({ caseId, processId }, saga), found: finding === null ? [] : [finding], owesFor };
  }
}

type JudgedSaga = {
  readonly row: SagaRow;
  readonly found: readonly Finding[];
  /** For how long it may still owe a compensation before that is lost; none: it owes nothing, or is beyond. */
  readonly owesFor: readonly number[];
};

function toSagaRow({ caseId, processId }: Pick<Judged, "caseId" | "processId">, saga: Saga): SagaRow {
  const { state, failedAt, steps } = saga;
  const changedAt = Math.max(...steps.flatMap(({ marks }) => marks.map(({ at }) => at)));
  const undone = steps.flatMap(({ undoneAt }) => (undoneAt === null ? [] : [undoneAt]));
  const undoneMs =
    state === "compensated" && failedAt !== null ? Math.max(0, ...undone.map((at) => at - failedAt)) : null;
  const brief = steps.map((step) => ({ subject: step.subject, state: step.state }));
  return { caseId, processId, state, changedAt, undoneMs, steps: brief };
}
