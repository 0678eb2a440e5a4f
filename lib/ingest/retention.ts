import type { CaseId } from "@/lib/domain/identifiers";
import { pause } from "@/lib/platform/clock";
import type { RetentionRules } from "@/lib/platform/configuration-schema";
import type { Log } from "@/lib/platform/log";
import type { Contribution, RollupRow } from "@/lib/project/contribution";
import { addTo, difference } from "@/lib/project/contribution-algebra";
import { foldTrace } from "@/lib/project/fold-trace";
import { announce } from "@/lib/store/announce";
import { type Pool, type Transaction, transaction } from "@/lib/store/database";
import { mergeRollups } from "@/lib/store/projection/merge-rollups";
import { readTraces } from "@/lib/store/projection/read-traces";
import { vocabularyOf } from "@/lib/store/projection/vocabulary";
import { keepRebuildAway } from "@/lib/store/rebuild/rebuild-run";
import {
  countEndedCases,
  countEventBlocks,
  countPayloads,
  deleteCases,
  deleteUncorrelated,
  type EndedCase,
  expirePayloads,
  lockEndedCases,
  RETAINED_SHARD,
  readEndedCases,
} from "@/lib/store/retention";
import type { ProjectionWords } from "./projection-words";
import { withRetries } from "./retry";

export type RetentionParts = {
  readonly pool: Pool;
  readonly words: ProjectionWords;
  readonly rules: RetentionRules;
  readonly now: number;
};

export type Retained = { readonly payloads: number; readonly cases: number; readonly events: number };

const DAY_MS = 86_400_000;
/** Small portions, each in its own transaction, and a breath between them: what is live goes first. */
const CASES_AT_ONCE = 100;
const EVENTS_AT_ONCE = 1_000;
const BLOCKS_AT_ONCE = 256;
const BREATH_MS = 50;
/** Rows of live shards take back what the retained ones are given. */
const LIVE_SHARD = 0;

/** What a run would drop now. */
export async function readRetention({ pool, rules, now }: Omit<RetentionParts, "words">) {
  const payloadsBefore = toTime(rules.payloadDays, now);
  const casesBefore = toTime(rules.caseDays, now);
  return {
    payloads: payloadsBefore === null ? 0 : await countPayloads(pool, payloadsBefore),
    cases: casesBefore === null ? 0 : await countEndedCases(pool, casesBefore),
  };
}

/** Drops what the rules say is too old: cases that ended, with their events, then payloads. Figures of the past stay. */
export async function runRetention(parts: RetentionParts, signal: AbortSignal): Promise<Retained> {
  const { pool, rules, now } = parts;
  const casesBefore = toTime(rules.caseDays, now);
  const payloadsBefore = toTime(rules.payloadDays, now);
  const dropped = casesBefore === null ? { cases: 0, events: 0 } : await dropCases(parts, casesBefore, signal);
  const payloads = payloadsBefore === null ? 0 : await dropPayloads(pool, payloadsBefore, signal);
  if (dropped.cases > 0) await announce(pool, ["anything"]);
  return { ...dropped, payloads };
}

/** Runs retention every few hours until the signal, in the worker, beside what it reads. */
export async function keepRetention(
  { log, ...parts }: Omit<RetentionParts, "now"> & { readonly log: Log },
  signal: AbortSignal,
): Promise<void> {
  const { payloadDays, caseDays, everyHours } = parts.rules;
  if (payloadDays === null && caseDays === null) return;
  while (!signal.aborted) {
    try {
      const dropped = await runRetention({ ...parts, now: Date.now() }, signal);
      if (dropped.cases + dropped.payloads + dropped.events > 0) log.info(dropped, "retention");
    } catch (error) {
      log.warn({ error: String(error) }, "retention failed; it is tried again");
    }
    await pause(everyHours * 3_600_000, signal);
  }
}

function toTime(days: number | null, now: number): Date | null {
  return days === null ? null : new Date(now - days * DAY_MS);
}

async function dropCases(parts: RetentionParts, before: Date, signal: AbortSignal) {
  const sum = { cases: 0, events: 0 };
  let after: EndedCase | null = null;
  while (!signal.aborted) {
    const page: readonly EndedCase[] = await readEndedCases(parts.pool, { before, after, limit: CASES_AT_ONCE });
    const last = page.at(-1);
    if (last === undefined) break;
    after = last;
    const caseIds = page.map(({ caseId }) => caseId);
    const attempt = () => transaction(parts.pool, (tx) => dropInOne(tx, parts.words, { caseIds, before }));
    const dropped = await withRetries(attempt, () => undefined);
    if (dropped === null) return sum; // a rebuild is under way: cases wait for its end
    sum.cases += dropped.cases;
    sum.events += dropped.events;
    await pause(BREATH_MS, signal);
  }
  for (let part = -1; part !== 0 && !signal.aborted; sum.events += part) {
    part = await deleteUncorrelated(parts.pool, before, EVENTS_AT_ONCE);
    await pause(BREATH_MS, signal);
  }
  return sum;
}

type Due = { readonly caseIds: readonly CaseId[]; readonly before: Date };

/** Deletes cases, and moves what they had added to the rollups into the rows that outlive them: no sum changes. */
async function dropInOne(tx: Transaction, words: ProjectionWords, { caseIds, before }: Due) {
  if (!(await keepRebuildAway(tx))) return null;
  const locked = await lockEndedCases(tx, caseIds, before);
  const traces = await readTraces(tx, locked, words);
  const sum = new Map<string, RollupRow>();
  for (const events of traces.values()) {
    if (events.length > 0) addTo(sum, foldTrace(events, words.toVariantId).contribution);
  }
  const change: Contribution = sum;
  await words.learn(vocabularyOf([], { cases: [], change, variantNodes: [] }));
  await mergeRollups(tx, difference(new Map(), change), { shard: LIVE_SHARD, words });
  await mergeRollups(tx, change, { shard: RETAINED_SHARD, words });
  const events = await deleteCases(tx, locked);
  return { cases: locked.length, events };
}

async function dropPayloads(pool: Pool, before: Date, signal: AbortSignal): Promise<number> {
  const blocks = await countEventBlocks(pool);
  let dropped = 0;
  for (let from = 0; from < blocks && !signal.aborted; from += BLOCKS_AT_ONCE) {
    dropped += await expirePayloads(pool, { before, from, until: from + BLOCKS_AT_ONCE });
    await pause(BREATH_MS, signal);
  }
  return dropped;
}
