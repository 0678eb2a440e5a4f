import type { Norms } from "@/lib/analytics/findings/norms";
import { fieldsOf } from "@/lib/analytics/findings/payload-fields";
import { PayloadShapes } from "@/lib/analytics/findings/payload-shapes";
import type { SagaRule } from "@/lib/domain/saga-rule";
import { announce } from "@/lib/store/announce";
import type { Pool } from "@/lib/store/database";
import { deleteOrphanedFindings, putFindings, readKnownShapes } from "@/lib/store/watch/findings";
import { addPayloadFields, type SeenField, WHOLE } from "@/lib/store/watch/payload-fields";
import { readPayloads } from "@/lib/store/watch/payloads";
import { CaseQueue } from "./case-queue";
import { doubtKeys } from "./doubt-keys";
import { SagaJudge } from "./judge-sagas";
import { type Looked, learnUsual, lookAtCases } from "./look-at-cases";

type OddityRound = {
  /** Up to when it is known what happened in each process; null while a source of it lags. */
  readonly asOf: ReadonlyMap<number, Date | null>;
  /** Of processes. */
  readonly names: ReadonlyMap<number, string>;
  readonly now: number;
};

type OddityRules = {
  readonly settleMs: number;
  /** How much one value of a LINK key may tie; null, that is not looked at. */
  readonly tiesMax: number | null;
  readonly sagas: readonly SagaRule[];
};

const CASES_AT_ONCE = 200;
/** Of one round; the rest waits for the next one. */
const BUDGET_MS = 1_500;
const NORMS_MS = 300_000;
/** Payloads of so many events of each portion of cases: shapes are told by samples. */
const SAMPLES = 100;

/** Goes through the cases that changed, in portions, within a budget of time for each round. */
export class OddityFinder {
  readonly #pool: Pool;
  readonly #settleMs: number;
  readonly #queue: CaseQueue;
  readonly #norms = new Map<number, { readonly at: number; readonly norms: Promise<Norms> }>();
  readonly #shapes = new PayloadShapes();
  #knownShapes: Set<string> | null = null;

  readonly #tiesMax: number | null;

  readonly #sagas: SagaJudge;

  constructor(pool: Pool, { settleMs, tiesMax, sagas }: OddityRules) {
    this.#pool = pool;
    this.#settleMs = settleMs;
    this.#tiesMax = tiesMax;
    this.#sagas = new SagaJudge(pool, sagas);
    this.#queue = new CaseQueue(pool, settleMs);
  }

  async round({ asOf, names, now }: OddityRound): Promise<void> {
    const startedAt = performance.now();
    let changed = (await deleteOrphanedFindings(this.#pool)) + (await this.#sagas.begin(names));
    if (this.#queue.isEmpty) await this.#queue.fill(now);
    while (!this.#queue.isEmpty && performance.now() - startedAt < BUDGET_MS) {
      const portion = this.#queue.next(CASES_AT_ONCE);
      const looked = await lookAtCases(this.#pool, portion, {
        normsOf: (processId) => this.#normsOf(processId),
        asOf: (processId) => asOf.get(processId)?.getTime() ?? null,
        sagas: this.#sagas,
        againAt: now + this.#settleMs,
      });
      for (const { caseId, at } of looked.unripe) this.#queue.again(caseId, at);
      changed += looked.changed + (await this.#sample(looked.services));
      if (this.#tiesMax !== null) await doubtKeys({ pool: this.#pool, caseIds: portion, tiesMax: this.#tiesMax });
      await this.#queue.done(portion);
    }
    if (changed > 0) await announce(this.#pool, ["findings"]);
  }

  /** What is usual changes slowly, and is learned by the time that a case settles in. */
  async #normsOf(processId: number): Promise<Norms> {
    const known = this.#norms.get(processId);
    const ageMs = known === undefined ? Number.POSITIVE_INFINITY : performance.now() - known.at;
    const isThin = known === undefined || (await known.norms).cases < SAMPLES;
    if (known !== undefined && ageMs < (isThin ? this.#settleMs : NORMS_MS)) return known.norms;
    const norms = learnUsual(this.#pool, processId);
    this.#norms.set(processId, { at: performance.now(), norms });
    return norms;
  }

  async #sample(services: Looked["services"]): Promise<number> {
    const known = this.#knownShapes ?? new Set(await readKnownShapes(this.#pool));
    this.#knownShapes = known;
    const some = services.filter((_, index) => index % Math.ceil(services.length / SAMPLES) === 0);
    const payloads = await readPayloads(
      this.#pool,
      some.map(({ caseId }) => caseId),
      some.map(({ event }) => event.id),
    );
    await addPayloadFields(this.#pool, seenFields(some, payloads));
    const found = some.flatMap(({ caseId, processId, event: { id, activity } }) => {
      const payload = payloads.get(id);
      if (payload === undefined) return [];
      const { channel: topic, name: type, producer } = activity;
      const finding = this.#shapes.add({ caseId, eventId: id, topic, type, producer, payload });
      if (finding === null || known.has(finding.subject)) return [];
      known.add(finding.subject);
      return [{ ...finding, processId }];
    });
    return putFindings(this.#pool, found);
  }
}

/** How often each field was in the payloads of each event type of these samples. */
function seenFields(samples: Looked["services"], payloads: ReadonlyMap<string, string>): readonly SeenField[] {
  const seen = new Map<string, SeenField>();
  for (const { event } of samples) {
    const payload = payloads.get(event.id);
    const fields = payload === undefined ? null : fieldsOf(payload);
    if (fields === null) continue;
    const { channel: topic, name: type, producer } = event.activity;
    for (const [path, jsonType] of [[WHOLE.path, WHOLE.jsonType] as const, ...fields]) {
      const id = JSON.stringify([topic, type, producer, path, jsonType]);
      seen.set(id, { topic, type, producer, path, jsonType, seen: (seen.get(id)?.seen ?? 0) + 1 });
    }
  }
  return [...seen.values()];
}
