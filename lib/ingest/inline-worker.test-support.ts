import { randomBytes, randomInt } from "node:crypto";
import { ConfigurationSchema } from "@/lib/platform/configuration-schema";
import { silentLog } from "@/lib/platform/log";
import type { Sql } from "@/lib/store/database";
import { runWorker } from "./run-worker";
import { eventually } from "./worker.test-support";

export type InlineWorker = { stop(): Promise<void> };

/** A whole worker inside the test's process, for what needs no process of its own: it is there at once. */
export function startInlineWorker(
  databaseUrl: string,
  ...sources: readonly Readonly<Record<string, unknown>>[]
): InlineWorker {
  const configuration = ConfigurationSchema.parse({
    database: { url: databaseUrl },
    sources: sources.map((source) => ({ id: "kafka", kind: "kafka", ...source })),
  });
  const bootId = randomBytes(5).toString("hex");
  const stopping = new AbortController();
  const worker = { name: `test-${bootId}`, lockKey: randomInt(1, 2 ** 31 - 1) };
  const running = runWorker({ configuration, log: silentLog, bootId, worker }, stopping.signal);
  running.catch(() => undefined); // told by stop
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** Waits until the source is in that state with such words, and gives them. */
export function sourceSays(sql: Sql, state: "running" | "degraded", words: RegExp): Promise<string> {
  let last = "";
  const ask = async () => {
    const { rows } = await sql.query<{ state: string; detail: string }>(
      "select state, detail from source where name = 'kafka'",
    );
    last = `${rows[0]?.state}: ${rows[0]?.detail}`;
    return rows[0]?.state === state && words.test(rows[0].detail) ? rows[0].detail : null;
  };
  return eventually(`the source to say ${state}, ${words}`, ask).catch((error: unknown) => {
    throw new Error(`${error instanceof Error ? error.message : error}; it said ${last}`);
  });
}
