import type { z } from "zod";
import { pairsOfDefinitions } from "@/lib/analytics/saga/pairs-of-definitions";
import { sagaOfCase } from "@/lib/analytics/saga/saga-of-case";
import type { SagaStory } from "@/lib/api/contract/cases";
import { type SagaList, type SagaQuery, SagaSummary } from "@/lib/api/contract/sagas";
import { SAGA_STATES, type SagaRule, sagaRuleOf } from "@/lib/domain/saga-rule";
import type { CaseStoryFacts } from "@/lib/project/story-facts";
import type { Sql } from "@/lib/store/database";
import type { CompensatingDefinition } from "@/lib/store/read/compensating-definitions";
import { readProcessByName } from "@/lib/store/read/process-by-name";
import { countSagas, readSagas, readUsualUndoing, type StoredSaga } from "@/lib/store/read/sagas";
import { readCursor, toPage, UuidPlace } from "./cursor";

/** More are "at least so many". */
const COUNT_MAX = 10_000;

/** A page of the sagas in one state, and how many there are in each. */
export async function readSagaList(sql: Sql, query: z.infer<typeof SagaQuery>): Promise<SagaList> {
  const place = readCursor(UuidPlace, query.cursor);
  const process = query.process === undefined ? null : await readProcessByName(sql, query.process);
  if (query.process !== undefined && process === null) {
    return { items: [], nextCursor: null, counts: toCounts(new Map()) };
  }
  const processId = process?.processId ?? null;
  const after = place === null ? null : { changedAt: new Date(place[0]), caseId: place[1] };
  const [rows, counts] = await Promise.all([
    readSagas(sql, { state: query.state, processId }, { after, limit: query.limit + 1 }),
    countSagas(sql, processId, { states: SAGA_STATES, countMax: COUNT_MAX }),
  ]);
  const page = toPage(rows, query.limit, {
    placeOf: ({ changedAt, caseId }) => [changedAt.getTime(), caseId],
    show: toSummary,
  });
  return { ...page, counts: toCounts(counts) };
}

const toCounts = (counts: ReadonlyMap<string, number>): SagaList["counts"] =>
  SAGA_STATES.map((state) => {
    const count = counts.get(state) ?? 0;
    return { state, count: Math.min(count, COUNT_MAX), exact: count <= COUNT_MAX };
  });

/** What the watcher wrote is read as strictly as what comes from outside: another version may have written it. */
function toSummary({ changedAt, ...stored }: StoredSaga): SagaSummary {
  return SagaSummary.parse({ ...stored, changedAt: changedAt.toISOString() });
}

type Told = {
  readonly story: CaseStoryFacts;
  readonly process: string | null;
  readonly diagrams: readonly CompensatingDefinition[];
};

/** How this case stands as a saga, now; null: it is none. */
export async function readSagaStory(
  sql: Sql,
  { story, process, diagrams }: Told,
  { sagas, now }: { readonly sagas: readonly SagaRule[]; readonly now: number },
): Promise<SagaStory | null> {
  const rule = sagaRuleOf(process, sagas);
  const isLearned = rule.undoneWithinSeconds === null && process !== null;
  const usualMs = isLearned ? await readUsualUndoing(sql, process) : null;
  const saga = sagaOfCase(story, { rule, pairsOf: pairsOfDefinitions(diagrams), usualMs, asOf: now });
  if (saga === null) return null;
  return {
    state: saga.state,
    failedAt: instantOf(saga.failedAt),
    dueAt: instantOf(saga.dueAt),
    steps: saga.steps.map(({ subject, state, at, undoneAt, marks }) => ({
      subject,
      state,
      at: new Date(at).toISOString(),
      undoneAt: instantOf(undoneAt),
      marks: marks.map(({ kind, at: toldAt, eventId, producer, name }) => {
        return { kind, at: new Date(toldAt).toISOString(), eventId, producer, name };
      }),
    })),
  };
}

const instantOf = (at: number | null) => (at === null ? null : new Date(at).toISOString());
