import type { FoundRecord, RecordLine, RecordSearchQuery } from "@/lib/api/contract/topics";
import { Failure } from "@/lib/domain/failure";
import type { KafkaCluster } from "@/lib/engines/kafka/kafka-cluster";
import { scanLog } from "@/lib/engines/kafka/scan-log";
import { planScan, type WindowedTopic } from "@/lib/engines/kafka/scan-plan";
import { toTimeRange } from "@/lib/query/time-range";
import { type ProjectedRecord, readProjectedRecords } from "@/lib/query/topic-records";
import type { Context } from "../route";
import { createLinking, createShowing } from "./case-links";
import { enterCluster } from "./kafka-readers";
import { recordLines } from "./record-lines";
import { matches } from "./record-match";
import { toFoundRecord } from "./shown-record";

/** What one search may go over in a cluster, and for how long. */
const SCANNED_MAX = 1_000_000;
const SCANS_MS = 60_000;
/** What one search may go over of what is stored. */
const STORED_MAX = 20_000;

/** Records by key, header, value and time: of what is projected, or where they lie. Each line is sent when it is found. */
export function answerSearch(query: RecordSearchQuery, context: Context, request: Request): Promise<Response> {
  const lines = query.in === "kafka" ? searchKafka : searchProjected;
  return recordLines((signal) => lines(query, context, signal), { request, log: context.log });
}

async function* searchProjected(
  query: RecordSearchQuery,
  { db, masking, now }: Context,
  signal: AbortSignal,
): AsyncGenerator<RecordLine> {
  const { header, value, limit } = query;
  let [scanned, found] = [0, 0];
  for await (const page of readProjectedRecords(db, query, now)) {
    const fitting = page
      .map((stored) => toFoundRecord(toRaw(stored), masking, { id: stored.caseId, label: stored.label }))
      .filter((record) => matches(record, { header, value }));
    yield* fitting.slice(0, limit - found);
    scanned += page.length;
    found = Math.min(limit, found + fitting.length);
    yield { kind: "progress", scanned, total: Math.max(scanned, STORED_MAX), found };
    if (found >= limit) return yield end({ scanned, found, why: `The latest ${limit} are shown.` });
    if (scanned >= STORED_MAX) return yield end({ scanned, found, why: STORED_ENOUGH });
    if (signal.aborted) return;
  }
  yield end({ scanned, found, why: "All that is projected was looked through." });
}

const STORED_ENOUGH = `Stopped after ${STORED_MAX} stored records. Narrow the time window, or name a key or a topic.`;

function toRaw(stored: ProjectedRecord) {
  return { ...stored, recordedAt: stored.recordedAt.getTime(), readable: null };
}

async function* searchKafka(
  query: RecordSearchQuery,
  context: Context,
  signal: AbortSignal,
): AsyncGenerator<RecordLine> {
  const { source, topic: topics } = query;
  if (source === undefined || topics === undefined) {
    throw new Failure("bad-request", "To search a cluster, name its `source` and at least one `topic`.");
  }
  const { cluster, stopping, leave } = enterCluster(context.configuration, source);
  try {
    yield* scan(query, {
      context,
      cluster,
      topics,
      signal: AbortSignal.any([signal, stopping, AbortSignal.timeout(SCANS_MS)]),
    });
  } finally {
    leave();
  }
}

type Scan = {
  readonly context: Context;
  readonly cluster: KafkaCluster;
  readonly topics: readonly string[];
  readonly signal: AbortSignal;
};

async function* scan(query: RecordSearchQuery, { context, cluster, topics, signal }: Scan): AsyncGenerator<RecordLine> {
  const range = toTimeRange(query, context.now);
  const plan = planScan(await Promise.all(topics.map((topic) => windowOf(cluster, topic, range))), SCANNED_MAX);
  const [show, link] = [createShowing(context), await createLinking(context, cluster.name)];
  const left = plan.leftOut === 0 ? "" : ` ${plan.leftOut} older ones of the window were left out: narrow it.`;
  let [scanned, found] = [0, 0];
  yield { kind: "progress", scanned, total: plan.total, found };
  for await (const step of scanLog(cluster, plan, signal)) {
    scanned = step.scanned;
    const fitting = (await show(step.records)).flatMap((record, index) => {
      const raw = step.records[index];
      return raw !== undefined && matches(record, query) ? [{ record, raw }] : [];
    });
    const shown = fitting.slice(0, query.limit - found);
    const cases = await link(shown.map(({ raw }) => raw));
    for (const [index, { record }] of shown.entries()) yield withCase(record, cases[index]);
    found += shown.length;
    yield { kind: "progress", scanned, total: plan.total, found };
    if (found >= query.limit) return yield end({ scanned, found, why: `The first ${query.limit} are shown.${left}` });
  }
  const isCutShort = scanned < plan.total;
  const why = isCutShort ? "Stopped after a minute: narrow the window." : "All of the window was looked through.";
  yield end({ scanned, found, why: `${why}${left}` });
}

async function windowOf(
  cluster: KafkaCluster,
  topic: string,
  { from, to }: ReturnType<typeof toTimeRange>,
): Promise<WindowedTopic> {
  const [extents, begin, end] = await Promise.all([
    cluster.extents(topic),
    from === null ? null : cluster.offsetsAt(topic, from),
    to === null ? null : cluster.offsetsAt(topic, to),
  ]);
  return { extents, window: { from: begin, to: end } };
}

const withCase = (record: FoundRecord, theCase: FoundRecord["theCase"] | undefined): FoundRecord => ({
  ...record,
  theCase: theCase ?? null,
});

const end = (of: { scanned: number; found: number; why: string }): RecordLine => ({ kind: "end", ...of });
