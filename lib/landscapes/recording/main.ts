/**
 * The recorded landscape as a process: plays the recording of our own shop through the same decoders and the same
 * transactions as live records, with fresh times, for a machine without Java. Its sources are marked as recorded.
 */
import process from "node:process";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";
import { pipelineOf } from "@/lib/ingest/shared-pipeline";
import type { StreamBatch } from "@/lib/ingest/stream-batch";
import { loadConfiguration } from "@/lib/platform/configuration";
import { createLog } from "@/lib/platform/log";
import { announce } from "@/lib/store/announce";
import { createPool, type Pool } from "@/lib/store/database";
import { ensureSource, writeSourceState } from "@/lib/store/sources";
import { ensureStream } from "@/lib/store/streams";
import { RETAIL_RULES } from "../retail/decode-rules";
import { RETAIL_RECORDING, type RecordedLine, readRecordedLines } from "./recorded-line";
import { playRecording, toRecording } from "./replay";

const SOURCE = "recording";
/** The name that the engine had when it was recorded; it owns the process definitions. */
const ENGINE = "camunda8";
/** A lap of the past is there at once, so that the first look shows history. */
const PAST_LAPS = 2;

type Known = { readonly streamId: number; nextPosition: number };
type Player = { readonly pool: Pool; readonly sourceId: number; readonly streams: Map<string, Known> };

async function play(signal: AbortSignal): Promise<void> {
  const { database } = loadConfiguration();
  const pool = createPool({ connectionString: database.url, applicationName: "throughline recording" });
  try {
    const sourceId = await ensureSource(pool, { name: SOURCE, kind: "file", isRecorded: true });
    const engineId = await ensureSource(pool, { name: ENGINE, kind: "file", isRecorded: true });
    const player = { pool, sourceId, streams: new Map<string, Known>() };
    const recording = toRecording(await readRecordedLines(RETAIL_RECORDING));
    for await (const lines of playRecording({ recording, signal, pastLaps: PAST_LAPS })) {
      await take(player, lines);
      for (const id of [sourceId, engineId]) {
        await writeSourceState(pool, id, { state: "running", detail: "a recording of the retail landscape" });
      }
    }
    await writeSourceState(pool, sourceId, { state: "stopped", detail: "" });
  } finally {
    await pool.end();
  }
}

async function take({ pool, sourceId, streams }: Player, lines: readonly RecordedLine[]): Promise<void> {
  const byStream = groupByStream(lines);
  for (const [name, group] of byStream) {
    const topic = group[0]?.topic ?? "";
    const stream = streams.get(name) ?? { ...(await ensureStream(pool, sourceId, { name, topic, firstPosition: 0 })) };
    streams.set(name, stream);
    const batch = toBatch(stream, group);
    if (batch === null) continue;
    await pipelineOf(pool)(batch, RULES);
    stream.nextPosition = batch.nextPosition;
  }
  await announce(pool, ["cases", "processes", "incidents", "streams", "definitions"]);
}

function groupByStream(lines: readonly RecordedLine[]): ReadonlyMap<string, readonly RecordedLine[]> {
  const groups = new Map<string, RecordedLine[]>();
  for (const line of lines) {
    const name = `${line.topic}/${line.partition}`;
    groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  return groups;
}

const RULES = { version: 0, rules: rulesInForce(RETAIL_RULES) };

/** Null when all of it was played before: a restarted player begins its lap anew. */
function toBatch(stream: Known, lines: readonly RecordedLine[]): StreamBatch | null {
  const records = lines
    .map((line) => ({ position: Number(line.offset), record: toRecord(line) }))
    .filter(({ position }) => position >= stream.nextPosition);
  const last = records.at(-1);
  if (last === undefined) return null;
  const nextPosition = last.position + 1;
  const { streamId, nextPosition: fromPosition } = stream;
  return { streamId, source: SOURCE, fromPosition, nextPosition, endPosition: nextPosition, records };
}

const utf8 = new TextEncoder();

function toRecord({ topic, partition, offset, timestamp, key, headers, value }: RecordedLine): SourceRecord {
  return {
    source: toSourceName(SOURCE),
    stream: toStreamName(`${topic}/${partition}`),
    position: Number(offset),
    topic,
    recordedAt: Number(timestamp),
    key: key === null ? null : utf8.encode(key),
    headers: Object.entries(headers).map(([name, text]) => ({ name, value: utf8.encode(text) })),
    value: value === null ? null : utf8.encode(value),
  };
}

const stopping = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stopping.abort());
play(stopping.signal).then(
  () => process.exit(0),
  (error: unknown) => {
    createLog("landscape-recorded").error({ error: String(error) }, "the recorded landscape cannot go on");
    process.exit(1);
  },
);
