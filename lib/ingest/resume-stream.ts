import { Failure } from "@/lib/domain/failure";
import type { Configuration } from "@/lib/platform/configuration-schema";
import { readKafkaExtent } from "@/lib/sources/kafka/read-extent";
import type { StreamExtent } from "@/lib/sources/source";
import { announce } from "@/lib/store/announce";
import { type Pool, type Sql, transaction } from "@/lib/store/database";
import { appendAuditEntry } from "@/lib/store/operations/audit";
import {
  type FoundStream,
  lockStream,
  replaceStream,
  type StreamAsked,
  unpauseStream,
} from "@/lib/store/paused-stream";
import { recordGap } from "@/lib/store/streams";

export const RESUME_FROM = ["keep", "earliest", "latest"] as const;

export type ResumeAsked = {
  readonly pool: Pool;
  readonly configuration: Configuration;
  readonly stream: StreamAsked;
  /** `keep`: where it stands · `earliest`, `latest`: where its source begins or ends now. */
  readonly from: (typeof RESUME_FROM)[number];
  readonly actor: string;
  readonly reason: string;
};

export type Resumed = {
  readonly streamId: number;
  readonly source: string;
  readonly name: string;
  readonly nextPosition: number;
};

/**
 * Lets a paused stream go on, where a person has decided. What is skipped is written down as a gap; what begins anew becomes
 * a stream of its own, for its positions stand for other records. The audit entry is in the same transaction.
 */
export async function resumeStream(asked: ResumeAsked): Promise<Resumed> {
  const { pool, from, actor, reason } = asked;
  const before = await transaction(pool, (tx) => findPaused(tx, asked.stream));
  const extent = await readExtent(asked.configuration, before);
  const resumed = await transaction(pool, async (tx) => {
    const stream = await findPaused(tx, asked.stream);
    const position = placeOf(stream, from, extent);
    const detail = { from, position, before: stream.nextPosition };
    const subject = `stream:${stream.source}/${stream.name}`;
    const streamId = await goOn(tx, stream, position);
    await appendAuditEntry(tx, { actor, action: "resume-stream", subject, reason, outcome: "done", detail });
    return { streamId, source: stream.source, name: stream.name, nextPosition: position };
  });
  await announce(pool, ["streams"]);
  return resumed;
}

async function findPaused(tx: Sql, asked: StreamAsked): Promise<FoundStream> {
  const stream = await lockStream(tx, asked);
  if (stream === null) {
    const what = "streamId" in asked ? String(asked.streamId) : `${asked.name} of ${asked.source}`;
    throw new Failure("not-found", `There is no stream ${what}; the Streams page lists them.`);
  }
  if (!stream.isPaused) throw new Failure("conflict", `${stream.name} is not paused: it is being read.`);
  return stream;
}

async function readExtent(
  { sources }: Configuration,
  { kind, source, topic, name }: FoundStream,
): Promise<StreamExtent | null> {
  if (kind !== "kafka") return null;
  const configured = sources.find(({ id }) => id === source);
  if (configured?.kind !== "kafka") {
    throw new Failure("conflict", `The source ${source} is not configured any more: nobody would read ${name}.`);
  }
  const extent = await readKafkaExtent(configured, { topic, stream: name });
  if (extent === null) throw new Failure("conflict", `Kafka has no ${name} any more: there is nothing to go on with.`);
  return extent;
}

function placeOf({ name, nextPosition }: FoundStream, from: ResumeAsked["from"], extent: StreamExtent | null): number {
  if (from === "keep") {
    if (extent === null || nextPosition <= extent.endPosition) return nextPosition;
    throw new Failure(
      "conflict",
      `${name} was read up to ${nextPosition} and ends at ${extent.endPosition} now, so it cannot go on there: choose earliest (reads all that it has, as another stream) or latest (skips it).`,
    );
  }
  if (extent === null)
    throw new Failure("unsupported", `Only streams of Kafka know ${from}; ${name} can only be kept.`);
  return from === "earliest" ? extent.firstPosition : extent.endPosition;
}

async function goOn(tx: Sql, { streamId, nextPosition }: FoundStream, position: number): Promise<number> {
  if (position < nextPosition) return replaceStream(tx, streamId, position);
  if (position > nextPosition) {
    const reason = "An operator let the stream go on behind them.";
    await recordGap(tx, streamId, { from: nextPosition, to: position, reason });
  }
  await unpauseStream(tx, streamId);
  return streamId;
}
