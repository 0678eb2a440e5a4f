import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { DecodeRule } from "@/lib/domain/decode-rules";
import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import { createSidePool, type Pool } from "@/lib/store/database";
import { ensureSource } from "@/lib/store/sources";
import { ensureStream } from "@/lib/store/streams";
import { createPipeline } from "../pipeline";
import { createProjectionWords } from "../projection-words";
import type { Sent } from "../worker.test-support";
import { type RebuildOptions, rebuild } from "./rebuild";

const TOPIC = "orders";
const RECORDED_AT = Date.UTC(2026, 10, 22, 9, 30);
export const RULES = rulesInForce([DecodeRule.parse({ topic: TOPIC, process: "retail" })]);

/** Projects records as the worker does, without the broker: each partition is a stream and its records are numbered. */
export async function createIntake(pool: Pool, rules: readonly DecodeRule[] = RULES, topic = TOPIC) {
  const pipeline = createPipeline({ pool, words: createProjectionWords(createSidePool(pool)) });
  const sourceId = await ensureSource(pool, { name: "kafka", kind: "kafka" });
  return async (sent: readonly Sent[]) => {
    for (const partition of new Set(sent.map((record) => record.partition))) {
      const name = `${topic}/${partition}`;
      const { streamId, nextPosition } = await ensureStream(pool, sourceId, { name, topic, firstPosition: 0 });
      const values = sent.filter((record) => record.partition === partition).map(({ value }) => value);
      const records = values.map((value, index) => {
        const position = nextPosition + index;
        const recordedAt = RECORDED_AT + position * 1_000;
        const of = { source: toSourceName("kafka"), stream: toStreamName(name), topic, position, recordedAt };
        return { position, record: { ...of, key: Buffer.from(`k${position}`), headers: [], value } };
      });
      const next = nextPosition + records.length;
      const batch = {
        streamId,
        source: "kafka",
        fromPosition: nextPosition,
        nextPosition: next,
        endPosition: next,
        records,
      };
      await pipeline(batch, { version: 0, rules });
    }
  };
}

export function rebuildOf(databaseUrl: string, options: Partial<RebuildOptions> = {}) {
  const asked = {
    databaseUrl,
    rulesOf: () => RULES,
    rulesText: "",
    ruleVersion: 0,
    batchRecords: 100,
    mayDropIgnored: false,
    onStage: () => undefined,
    onProgress: () => undefined,
    ...options,
  };
  return rebuild(asked, new AbortController().signal);
}

/** `throughline rebuild` in a process of its own, which can be killed. */
export function startRebuild(databaseUrl: string): { readonly child: ChildProcess; readonly ended: Promise<string> } {
  const folder = mkdtempSync(join(tmpdir(), "throughline-rebuild-"));
  const file = join(folder, "throughline.config.yaml");
  const topics = [{ topic: TOPIC, process: "retail" }];
  const sources = [{ id: "kafka", kind: "kafka", brokers: ["127.0.0.1:1"], topics }];
  writeFileSync(file, JSON.stringify({ database: { url: databaseUrl }, ingest: { batchRecords: 20 }, sources }));
  const child = spawn(process.execPath, ["--import", "tsx", "lib/cli/main.ts", "rebuild", "--config", file]);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<string>((resolve) => child.once("exit", (code) => resolve(`${output}exit ${code}`)));
  return { child, ended: ended.finally(() => rmSync(folder, { recursive: true, force: true })) };
}

/** What `like` might have lost of the rebuilt tables: indexes, constraints, storage, comments. */
export async function readShape(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ line: string }>(`
    select concat_ws(' ', relname, reloptions::text, obj_description(oid, 'pg_class')) as line
    from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
      where connamespace = 'public'::regnamespace`);
  return rows.map(({ line }) => line).sort();
}
