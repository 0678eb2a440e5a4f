import { keyId } from "@/lib/correlate/key-id";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { decodeRecord } from "@/lib/decode/decode-record";
import { DecodeRule } from "@/lib/domain/decode-rules";
import type { Decoded } from "@/lib/domain/decoded";
import { Failure } from "@/lib/domain/failure";
import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import { savedRulesOf, underDecisions } from "@/lib/domain/saved-rule";
import type { RecordHeader, SourceRecord } from "@/lib/domain/source-record";
import { announce } from "@/lib/store/announce";
import { type Pool, sqlState } from "@/lib/store/database";
import { readKnownEvents } from "@/lib/store/projection/read-known-events";
import { assertRuleVersion } from "@/lib/store/rulebook";
import { ensureSource } from "@/lib/store/sources";
import { ensureStream } from "@/lib/store/streams";
import { topicsOf } from "./announcer";
import { intakeBusy } from "./intake-gate";
import { type CurrentRules, createCurrentRules, type RulesInForce, underCurrentRules } from "./rules/current-rules";
import { pipelineOf } from "./shared-pipeline";

/** One CloudEvent as it came: structured, the JSON of all of it; binary, `ce_…` headers and the data. */
export type IntakeEvent = { readonly headers: readonly RecordHeader[]; readonly value: Uint8Array | null };

export type IntakeRequest = {
  readonly pool: Pool;
  /** `configuration.intake`: name of the source, and rules for its topic `events`. */
  readonly intake: { readonly id: string; readonly topics: readonly DecodeRule[] };
  readonly events: readonly IntakeEvent[];
  readonly now: number;
};

export type IntakeResult = {
  readonly accepted: number;
  /** Known already, by source and id: taken, and not counted again. */
  readonly duplicates: number;
  readonly rejected: readonly { readonly index: number; readonly reason: string }[];
};

const TOPIC = "events";
/** Other web processes take in events, too: who comes second takes the next positions. */
const ATTEMPTS_MAX = 50;

/** Takes CloudEvents in through the pipeline; they are durable when it resolves. */
export async function acceptCloudEvents(request: IntakeRequest): Promise<IntakeResult> {
  return underCurrentRules(await rulesOf(request), (rules) => acceptUnder(request, rules));
}

const currentRules = new WeakMap<Pool, Promise<CurrentRules>>();

function rulesOf({ pool, intake }: IntakeRequest): Promise<CurrentRules> {
  const known = currentRules.get(pool);
  if (known !== undefined) return known;
  const read = createCurrentRules(pool, (saved) =>
    underDecisions(intakeRules(intake, savedRulesOf(saved, intake.id)), saved),
  );
  currentRules.set(pool, read);
  read.catch(() => currentRules.delete(pool));
  return read;
}

async function acceptUnder(request: IntakeRequest, rules: RulesInForce): Promise<IntakeResult> {
  const candidates = request.events.map((event, index) => {
    const record = toRecord(event, request, index);
    return { index, record, decoded: decodeRecord(record, rules.rules) };
  });
  const rejected = candidates.flatMap(({ index, decoded }) =>
    decoded.outcome === "events" ? [] : [{ index, reason: decoded.why }],
  );
  // What these rules reject, rules that were saved a moment ago may read.
  if (rejected.length > 0) await assertRuleVersion(request.pool, rules.version);
  const good = candidates.filter(({ decoded }) => decoded.outcome === "events");
  const known = await readKnownEvents(
    request.pool,
    good.flatMap(({ decoded }) => lookupsOf(decoded)),
  );
  const fresh = withoutRepeats(good, known);
  const records = fresh.map(({ record }) => record);
  if (records.length > 0) await inTurn(request.pool, () => append(request, records, rules)).catch(sayBusy);
  return { accepted: fresh.length, duplicates: good.length - fresh.length, rejected };
}

/** A lock not to be had or a statement that took too long: nothing is stored, and later it may be. */
function sayBusy(error: unknown): never {
  throw ["55P03", "57014"].includes(sqlState(error)) ? intakeBusy() : error;
}

/** A CloudEvent of JSON that was parsed already. */
export function toIntakeEvent(event: unknown): IntakeEvent {
  return { headers: [], value: Buffer.from(JSON.stringify(event)) };
}

/** Whatever is configured, only CloudEvents come in here. */
export function intakeRules(intake: IntakeRequest["intake"], saved: readonly DecodeRule[] = []): readonly DecodeRule[] {
  return rulesInForce([...saved, ...intake.topics, DecodeRule.parse({ topic: TOPIC })]).map((rule) => ({
    ...rule,
    format: "cloudevents",
  }));
}

function toRecord({ headers, value }: IntakeEvent, { intake, now }: IntakeRequest, position: number): SourceRecord {
  const source = toSourceName(intake.id);
  return { source, stream: toStreamName(TOPIC), position, topic: TOPIC, recordedAt: now, key: null, headers, value };
}

function lookupsOf(decoded: Decoded) {
  if (decoded.outcome !== "events") return [];
  return decoded.events.map(({ id, keys }) => ({
    eventId: id,
    keyIds: keys.filter(({ role }) => role === "link").map(keyId),
  }));
}

type Candidate = { readonly record: SourceRecord; readonly decoded: Decoded };

function withoutRepeats<Of extends Candidate>(candidates: readonly Of[], known: ReadonlySet<string>): readonly Of[] {
  const seen = new Set<string>(known);
  return candidates.filter(({ decoded }) => {
    const ids = lookupsOf(decoded).map(({ eventId }) => eventId);
    const isNew = ids.some((id) => !seen.has(id));
    for (const id of ids) seen.add(id);
    return isNew;
  });
}

/** Appends at the stream's end. Positions are given inside the transaction that locks the stream, so none comes twice. */
async function append(
  { pool, intake }: IntakeRequest,
  records: readonly SourceRecord[],
  rules: RulesInForce,
): Promise<void> {
  const sourceId = await ensureSource(pool, { name: intake.id, kind: "http" });
  for (let attempt = 1; ; attempt++) {
    const place = { name: TOPIC, topic: TOPIC, firstPosition: 0 };
    const { streamId, nextPosition: fromPosition } = await ensureStream(pool, sourceId, place);
    const placed = records.map((record, index) => {
      const position = fromPosition + index;
      return { position, record: { ...record, position } };
    });
    const nextPosition = fromPosition + placed.length;
    const batch = {
      streamId,
      source: intake.id,
      fromPosition,
      nextPosition,
      endPosition: nextPosition,
      records: placed,
    };
    try {
      const projected = await pipelineOf(pool)(batch, rules);
      return await announce(pool, topicsOf(projected));
    } catch (error) {
      const isTaken = error instanceof Failure && error.code === "stream-lost";
      if (!isTaken || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

const turns = new WeakMap<Pool, Promise<unknown>>();

/** Longer nobody waits for his turn: the database is behind, and the caller is told so before anything was done. */
const TURN_WITHIN_MS = 10_000;

/** One after the other in this process: they all append at the same end. */
function inTurn(pool: Pool, work: () => Promise<void>): Promise<void> {
  const asked = performance.now();
  const workInTime = () => {
    if (performance.now() - asked > TURN_WITHIN_MS) throw intakeBusy();
    return work();
  };
  const turn = (turns.get(pool) ?? Promise.resolve()).then(workInTime, workInTime);
  turns.set(
    pool,
    turn.catch(() => undefined),
  );
  return turn;
}
