import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import kafkajs from "kafkajs";
import type { Sql } from "@/lib/store/database";

export type WorkerSetup = {
  readonly databaseUrl: string;
  readonly bootstrap: string;
  readonly topics: readonly { readonly topic: string; readonly process?: string }[];
  /** Records in one transaction at most, when it is not the default. */
  readonly batchRecords?: number | undefined;
};

export type RunningWorker = {
  readonly pid: number;
  readonly exited: Promise<number | null>;
  output(): string;
  kill(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
};

/** A worker of its own process, as `npm start` runs it. Tests kill what they have started. */
export function startWorker({ databaseUrl, bootstrap, topics, batchRecords }: WorkerSetup): RunningWorker {
  const folder = mkdtempSync(join(tmpdir(), "throughline-worker-"));
  const file = join(folder, "throughline.config.yaml");
  const sources = [{ id: "kafka", kind: "kafka", brokers: bootstrap.split(","), topics }];
  const ingest = batchRecords === undefined ? {} : { batchRecords };
  writeFileSync(file, JSON.stringify({ database: { url: databaseUrl }, ingest, sources }));
  const child = spawn(process.execPath, ["--import", "tsx", "lib/ingest/worker.ts"], {
    env: { ...process.env, THROUGHLINE_CONFIG: file },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let output = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    output = `${output}${chunk.toString()}`.slice(-20_000);
  });
  const exited = exitOf(child).finally(() => rmSync(folder, { recursive: true, force: true }));
  return {
    pid: child.pid ?? 0,
    exited,
    output: () => output,
    kill: (signal) => void child.kill(signal),
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

/** Asks until the answer is not null; says what was waited for when it does not come. */
export async function eventually<Answer>(
  what: string,
  ask: () => Promise<Answer | null>,
  withinMs = 60_000,
): Promise<Answer> {
  const until = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > until) throw new Error(`${what}: not within ${withinMs / 1000} s`);
    await sleep(50);
  }
}

/** Resolves when everything of a topic that a broker has is projected. */
export async function caughtUp(sql: Sql, bootstrap: string, topic: string, withinMs = 60_000): Promise<void> {
  const ends = await withAdmin(bootstrap, (admin) => admin.fetchTopicOffsets(topic));
  await eventually(
    `${topic} to be projected`,
    async () => {
      const next = await readPositions(sql, topic);
      return ends.every(
        ({ partition, high }) => Number(high) === 0 || next.get(`${topic}/${partition}`) === Number(high),
      )
        ? true
        : null;
    },
    withinMs,
  );
}

async function readPositions(sql: Sql, topic: string): Promise<ReadonlyMap<string, number>> {
  try {
    const { rows } = await sql.query<{ name: string; next_position: number }>(
      "select name, next_position from stream where topic = $1",
      [topic],
    );
    return new Map(rows.map(({ name, next_position }) => [name, next_position]));
  } catch {
    return new Map(); // the database is away for a moment
  }
}

export function kafkaOf(bootstrap: string) {
  return new kafkajs.Kafka({
    clientId: "test",
    brokers: bootstrap.split(","),
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { retries: 10 },
  });
}

export async function withAdmin<Result>(
  bootstrap: string,
  work: (admin: ReturnType<ReturnType<typeof kafkaOf>["admin"]>) => Promise<Result>,
): Promise<Result> {
  const admin = kafkaOf(bootstrap).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

export type Sent = { readonly partition: number; readonly value: Buffer };

export async function produce(
  bootstrap: string,
  topic: string,
  records: readonly Sent[],
  compression = kafkajs.CompressionTypes.None,
): Promise<void> {
  const producer = kafkaOf(bootstrap).producer({ createPartitioner: kafkajs.Partitioners.LegacyPartitioner });
  await producer.connect();
  try {
    for (let at = 0; at < records.length; at += 500) {
      await producer.send({
        topic,
        compression,
        messages: records.slice(at, at + 500).map((record) => ({ ...record })),
      });
    }
  } finally {
    await producer.disconnect();
  }
}
