import { correlate } from "@/lib/correlate/correlate";
import { gatherKeys } from "@/lib/correlate/gather-keys";
import { placesByCase } from "@/lib/correlate/places-by-case";
import type { Correlation } from "@/lib/domain/correlation";
import type { Event, EventOf } from "@/lib/domain/event";
import { Failure } from "@/lib/domain/failure";
import type { CaseId } from "@/lib/domain/identifiers";
import type { ProjectedBatch } from "@/lib/project/batch";
import { planBatch } from "@/lib/project/plan-batch";
import { projectBatch } from "@/lib/project/project-batch";
import type { Transaction } from "@/lib/store/database";
import { insertDeadLetters, insertReplays } from "@/lib/store/dead-letter/insert-dead-letters";
import { appendEvents } from "@/lib/store/projection/append-events";
import {
  attachSharedKeys,
  insertLinkKeys,
  lowerLinkKeys,
  moveKeys,
  readLinkKeys,
} from "@/lib/store/projection/correlation-keys";
import { deployDefinitions } from "@/lib/store/projection/deploy-definitions";
import type { StoredEvent } from "@/lib/store/projection/event-row";
import { lockCases } from "@/lib/store/projection/lock-cases";
import { mergeRollups } from "@/lib/store/projection/merge-rollups";
import { readTraces } from "@/lib/store/projection/read-traces";
import { replaceIncidents, replaceInstances, replaceOpenElements } from "@/lib/store/projection/replace-case-parts";
import { replaceCases } from "@/lib/store/projection/replace-cases";
import { vocabularyOf } from "@/lib/store/projection/vocabulary";
import { deadLettersIn, replaysIn } from "./dead-letters-in";
import { definitionName } from "./definition-name";
import type { ProjectionWords } from "./projection-words";
import type { DecodedRecord, Projected, Quarantined } from "./stream-batch";

export type ProjectingInto = {
  readonly streamId: number;
  readonly shard: number;
  readonly words: ProjectionWords;
};

/** The events of records and, at the same places, the records that they came in: no object of its own for each pair. */
export type Occurrences = { readonly events: readonly Event[]; readonly from: readonly DecodedRecord[] };

/** Another worker can come in between only as often as it has such cases; more is a bug and not a race. */
const CORRELATE_AGAIN_MAX = 50;

/**
 * Projects decoded records inside a transaction that holds their stream: correlate, fold, append, replace, merge. The
 * order of locks is the same in every worker: cases sorted, new keys sorted, rollups sorted.
 */
export async function projectRecords(
  tx: Transaction,
  records: readonly DecodedRecord[],
  into: ProjectingInto,
): Promise<Projected> {
  const occurrences = occurrencesOf(records);
  const { events } = occurrences;
  const { correlation, projected } = await correlateAndFold(tx, events, into);
  await into.words.learn(vocabularyOf(events, projected));
  await into.words.insertVariants(projected.variantNodes);
  await write(tx, { occurrences, correlation, projected }, into);
  return { ...toProjected(records, projected), events: events.length, hasDefinitions: events.some(isDeployed) };
}

function occurrencesOf(records: readonly DecodedRecord[]): Occurrences {
  const events: Event[] = [];
  const from: DecodedRecord[] = [];
  for (const record of records) {
    if (record.decoded.outcome !== "events") continue;
    for (const event of record.decoded.events) {
      events.push(event);
      from.push(record);
    }
  }
  return { events, from };
}

function toProjected(
  records: readonly DecodedRecord[],
  { cases }: ProjectedBatch,
): Omit<Projected, "events" | "hasDefinitions"> {
  const quarantined: Quarantined[] = [];
  const caseIds: CaseId[] = [];
  let ignored = 0;
  for (const { position, record, decoded } of records) {
    if (decoded.outcome === "ignored") ignored += 1;
    if (decoded.outcome === "undecodable") quarantined.push({ position, record, reason: decoded.why });
  }
  for (const { caseId, absorbed } of cases) caseIds.push(caseId, ...absorbed);
  const hasIncidents = cases.some(({ incidents, absorbed }) => incidents.length + absorbed.length > 0);
  return { ignored, quarantined, caseIds, hasIncidents };
}

type Folded = { readonly correlation: Correlation; readonly projected: ProjectedBatch };

/** Correlates, and correlates again as long as another worker comes in between; afterwards nothing can move until we commit. */
async function correlateAndFold(tx: Transaction, events: readonly Event[], into: ProjectingInto): Promise<Folded> {
  await tx.query("savepoint correlating");
  for (let attempt = 1; attempt <= CORRELATE_AGAIN_MAX; attempt++) {
    const folded = await tryCorrelateAndFold(tx, events, into);
    if (folded !== null) {
      await tx.query("release savepoint correlating");
      return folded;
    }
    await tx.query("rollback to savepoint correlating");
  }
  throw new Failure(
    "conflict",
    `Keys lead to cases without a state: the projection is incomplete. Run throughline rebuild.`,
  );
}

async function tryCorrelateAndFold(
  tx: Transaction,
  events: readonly Event[],
  { words }: ProjectingInto,
): Promise<Folded | null> {
  const gathered = gatherKeys(events, words.toKeyId);
  const known = await readLinkKeys(tx, gathered.keyIds);
  const caseIds = [...new Set(known.map(({ caseId }) => caseId))];
  const { leads, states } = await lockCases(tx, caseIds);
  if (states.size < caseIds.length) return null; // one of them became another case while we waited for it

  const correlation = correlate(gathered, withLeads(known, leads));
  const plan = planBatch(correlation.cases, states, words.toVariantId);
  const traces = await readTraces(tx, plan.tracesToRead, words);
  if (!(await insertLinkKeys(tx, correlation.newKeys))) return null; // another worker has just seen one of them, too

  return { correlation, projected: projectBatch(plan, traces) };
}

/** What was read under the lock of its case counts, should it be older in the table of keys. */
function withLeads<Row extends { readonly keyId: string }>(
  known: readonly Row[],
  leads: readonly Row[],
): readonly Row[] {
  return [...new Map([...known, ...leads].map((row) => [row.keyId, row])).values()];
}

type Writing = Folded & { readonly occurrences: Occurrences };

async function write(tx: Transaction, { occurrences, correlation, projected }: Writing, into: ProjectingInto) {
  const { words, shard } = into;
  await appendEvents(tx, toStored(occurrences, correlation, into), words);
  await insertDeadLetters(tx, deadLettersIn(occurrences, correlation, into));
  await insertReplays(tx, replaysIn(occurrences, into));
  await moveKeys(tx, correlation.merges);
  await lowerLinkKeys(tx, correlation.loweredKeys);
  await attachSharedKeys(tx, correlation.sharedKeys);
  await replaceCases(tx, projected.cases, words);
  await replaceInstances(tx, projected.cases, words);
  await replaceOpenElements(tx, projected.cases, words);
  await replaceIncidents(tx, projected.cases, words);
  await deployDefinitions(tx, occurrences.events.filter(isDeployed).map(toDeployed), words);
  await mergeRollups(tx, projected.change, { shard, words });
}

/** By case, as the primary key is: neighbours in its index come one after the other, and a case's events lie together. */
function toStored(
  { events, from }: Occurrences,
  correlation: Correlation,
  { streamId }: ProjectingInto,
): readonly StoredEvent[] {
  const stored: StoredEvent[] = [];
  for (const index of placesByCase(correlation)) {
    const event = events[index];
    const record = from[index];
    const caseId = correlation.caseIds[index];
    if (event === undefined || record === undefined || caseId === undefined) {
      throw new Error(`correlate said nothing of event ${index}`);
    }
    stored.push({ caseId, streamId, position: record.position, event, record: record.record });
  }
  return stored;
}

function isDeployed(event: Event): event is EventOf<"definition.deployed"> {
  return event.kind === "definition.deployed";
}

function toDeployed(event: EventOf<"definition.deployed">) {
  return { event, name: definitionName(event.bpmnXml, event.definition.bpmnProcessId) };
}
