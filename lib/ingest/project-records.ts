import { correlate } from "@/lib/correlate/correlate";
import { gatherKeys } from "@/lib/correlate/gather-keys";
import type { Correlation } from "@/lib/domain/correlation";
import type { Event } from "@/lib/domain/event";
import { Failure } from "@/lib/domain/failure";
import type { CaseId } from "@/lib/domain/identifiers";
import type { ProjectedBatch } from "@/lib/project/batch";
import { planBatch } from "@/lib/project/plan-batch";
import { projectBatch } from "@/lib/project/project-batch";
import type { Transaction } from "@/lib/store/database";
import { appendEvents } from "@/lib/store/projection/append-events";
import {
  attachSharedKeys,
  insertLinkKeys,
  lowerLinkKeys,
  moveKeys,
  readLinkKeys,
} from "@/lib/store/projection/correlation-keys";
import { deployDefinitions } from "@/lib/store/projection/deploy-definitions";
import { lockCases } from "@/lib/store/projection/lock-cases";
import { mergeRollups } from "@/lib/store/projection/merge-rollups";
import { readTraces } from "@/lib/store/projection/read-traces";
import { replaceIncidents, replaceInstances, replaceOpenElements } from "@/lib/store/projection/replace-case-parts";
import { replaceCases } from "@/lib/store/projection/replace-cases";
import { vocabularyOf } from "@/lib/store/projection/vocabulary";
import { definitionName } from "./definition-name";
import type { ProjectionWords } from "./projection-words";
import type { DecodedRecord, Projected } from "./stream-batch";

export type ProjectingInto = {
  readonly streamId: number;
  readonly shard: number;
  readonly words: ProjectionWords;
};

/** The events of records, each with the record that it came in. */
type Occurrence = { readonly event: Event; readonly from: DecodedRecord };

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
  const events = occurrences.map(({ event }) => event);
  const { correlation, projected } = await correlateAndFold(tx, events, into);
  await into.words.learn(vocabularyOf(events, projected));
  await into.words.insertVariants(projected.variantNodes);
  await write(tx, { occurrences, correlation, projected }, into);
  return {
    events: events.length,
    ignored: records.filter(({ decoded }) => decoded.outcome === "ignored").length,
    quarantined: records.flatMap(({ position, record, decoded }) =>
      decoded.outcome === "undecodable" ? [{ position, record, reason: decoded.why }] : [],
    ),
    caseIds: projected.cases.flatMap(({ caseId, absorbed }) => [caseId, ...absorbed]),
    hasIncidents: projected.cases.some(({ incidents, absorbed }) => incidents.length + absorbed.length > 0),
    hasDefinitions: events.some(({ kind }) => kind === "definition.deployed"),
  };
}

function occurrencesOf(records: readonly DecodedRecord[]): readonly Occurrence[] {
  const occurrences: Occurrence[] = [];
  for (const from of records) {
    if (from.decoded.outcome !== "events") continue;
    for (const event of from.decoded.events) occurrences.push({ event, from });
  }
  return occurrences;
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

type Writing = Folded & { readonly occurrences: readonly Occurrence[] };

async function write(tx: Transaction, { occurrences, correlation, projected }: Writing, into: ProjectingInto) {
  const { words, streamId, shard } = into;
  const stored = occurrences.map(({ event, from }, index) => ({
    caseId: caseOf(correlation, index),
    streamId,
    position: from.position,
    event,
    record: from.record,
  }));
  await appendEvents(tx, stored, words);
  await moveKeys(tx, correlation.merges);
  await lowerLinkKeys(tx, correlation.loweredKeys);
  await attachSharedKeys(tx, correlation.sharedKeys);
  await replaceCases(tx, projected.cases, words);
  await replaceInstances(tx, projected.cases, words);
  await replaceOpenElements(tx, projected.cases, words);
  await replaceIncidents(tx, projected.cases, words);
  await deployDefinitions(tx, occurrences.flatMap(toDeployed), words);
  await mergeRollups(tx, projected.change, { shard, words });
}

function caseOf({ caseIds }: Correlation, index: number): CaseId {
  const caseId = caseIds[index];
  if (caseId === undefined) throw new Error(`correlate said nothing of event ${index}`);
  return caseId;
}

function toDeployed({ event }: Occurrence) {
  if (event.kind !== "definition.deployed") return [];
  return [{ event, name: definitionName(event.bpmnXml, event.definition.bpmnProcessId) }];
}
