import { type CaseFacts, type ServiceEvent, toCaseFacts } from "@/lib/analytics/findings/case-facts";
import { detectFindings, ripeAt } from "@/lib/analytics/findings/detect";
import { businessContent, findDuplicates, suspectedDuplicates } from "@/lib/analytics/findings/duplicates";
import type { Finding } from "@/lib/analytics/findings/finding";
import { learnNorms, type Norms } from "@/lib/analytics/findings/norms";
import { toGapFinding } from "@/lib/analytics/findings/stream-gaps";
import { toCaseId } from "@/lib/domain/identifiers";
import { type Pool, transaction } from "@/lib/store/database";
import { createDictionaries } from "@/lib/store/projection/dictionaries";
import { readTraces } from "@/lib/store/projection/read-traces";
import { type CaseToLookAt, readCasesToLookAt, readUsualCases } from "@/lib/store/watch/changed-cases";
import { type FoundRow, replaceFindings } from "@/lib/store/watch/findings";
import { readPayloads } from "@/lib/store/watch/payloads";
import { replaceSagas, type SagaRow } from "@/lib/store/watch/sagas";
import { readTouchedByGaps } from "@/lib/store/watch/touched-by-gaps";
import type { SagaJudge } from "./judge-sagas";

/** A longer case is not looked at: its trace would have to be read again with each of its events. */
const EVENTS_MAX = 2_000;
const USUAL_CASES = 300;

export type Looked = {
  readonly changed: number;
  /** Cases that are too young to be told from slow ones, and when they are not any more. */
  readonly unripe: readonly { readonly caseId: string; readonly at: number }[];
  /** Services' events of cases, for whoever wants to see their payloads. */
  readonly services: readonly { readonly caseId: string; readonly processId: number; readonly event: ServiceEvent }[];
};

type Knowledge = {
  readonly normsOf: (processId: number) => Promise<Norms>;
  /** Up to when it is known what happened in a process; null while a source lags. */
  readonly asOf: (processId: number) => number | null;
  readonly sagas: SagaJudge;
  readonly againAt: number;
};

/** Holds some cases against what is usual, and writes down what is odd about them. */
export async function lookAtCases(
  pool: Pool,
  caseIds: readonly string[],
  { normsOf, asOf, sagas, againAt }: Knowledge,
): Promise<Looked> {
  const cases = await readCasesToLookAt(pool, caseIds, EVENTS_MAX);
  const known = cases.flatMap((theCase) => {
    const now = asOf(theCase.processId);
    return now === null ? [] : [{ ...theCase, now }];
  });
  const lagging = cases.filter(({ processId }) => asOf(processId) === null);
  const factsOf = await readFacts(pool, known);
  const looked = known.map(({ caseId }) => caseId);
  const touched = await readTouchedByGaps(pool, looked);
  const found: FoundRow[] = [];
  const suspects: Suspect[] = [];
  const judged: SagaRow[] = [];
  const unripe = lagging.map(({ caseId }) => ({ caseId, at: againAt }));
  for (const { caseId, processId, now } of known) {
    const facts = factsOf.get(caseId);
    if (facts === undefined) continue;
    const norms = await normsOf(processId);
    const gaps = touched.filter((one) => one.caseId === caseId).map(toGapFinding);
    found.push(...[...detectFindings(facts, norms, now), ...gaps].map(toRow({ caseId, processId })));
    const saga = await sagas.judge({ caseId, processId, facts, asOf: now });
    if (saga !== null) judged.push(saga.row);
    found.push(...(saga?.found ?? []).map(toRow({ caseId, processId })));
    unripe.push(...(saga?.owesFor ?? []).map((ms) => ({ caseId, at: againAt + ms })));
    const events = suspectedDuplicates(facts, norms);
    if (events.length > 0) suspects.push({ caseId, processId, events });
    if (now < ripeAt(facts, norms)) unripe.push({ caseId, at: againAt + ripeAt(facts, norms) - now });
  }
  found.push(...(await confirmDuplicates(pool, suspects)));
  const changed = await transaction(
    pool,
    async (tx) => (await replaceFindings(tx, looked, found)) + (await replaceSagas(tx, looked, judged)),
  );
  return { changed, unripe, services: servicesOf(known, factsOf) };
}

/** What is usual in a process, told by its newest cases that are over. */
export async function learnUsual(pool: Pool, processId: number): Promise<Norms> {
  const caseIds = await readUsualCases(pool, processId, { limit: USUAL_CASES, eventsMax: EVENTS_MAX });
  const facts = await readFacts(
    pool,
    caseIds.map((caseId) => ({ caseId })),
  );
  return learnNorms([...facts.values()]);
}

async function readFacts(
  pool: Pool,
  cases: readonly Pick<CaseToLookAt, "caseId">[],
): Promise<ReadonlyMap<string, CaseFacts>> {
  const ids = cases.map(({ caseId }) => toCaseId(caseId));
  const factsOf = new Map<string, CaseFacts>();
  for (const [caseId, events] of await readTraces(pool, ids, createDictionaries(pool))) {
    const facts = toCaseFacts(events);
    if (facts !== null) factsOf.set(caseId, facts);
  }
  return factsOf;
}

type Suspect = CaseToLookAt & { readonly events: readonly (readonly ServiceEvent[])[] };

async function confirmDuplicates(pool: Pool, suspects: readonly Suspect[]): Promise<readonly FoundRow[]> {
  if (suspects.length === 0) return [];
  const eventIds = suspects.flatMap(({ events }) => events.flat().map(({ id }) => id as string));
  const payloads = await readPayloads(
    pool,
    suspects.map(({ caseId }) => caseId),
    eventIds,
  );
  const contentOf = (eventId: string) => businessContent(payloads.get(eventId) ?? null);
  return suspects.flatMap((suspect) => findDuplicates(suspect.events, contentOf).map(toRow(suspect)));
}

const toRow =
  ({ caseId, processId }: CaseToLookAt) =>
  ({ kind, subject, detail, evidence }: Finding): FoundRow => ({ caseId, processId, kind, subject, detail, evidence });

function servicesOf(cases: readonly CaseToLookAt[], factsOf: ReadonlyMap<string, CaseFacts>): Looked["services"] {
  return cases.flatMap(({ caseId, processId }) =>
    (factsOf.get(caseId)?.services ?? []).map((event) => ({ caseId, processId, event })),
  );
}
