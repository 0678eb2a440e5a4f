import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { startPostgres } from "@/lib/local/postgres";
import { createBenchDatabase } from "../ingest/bench-database";
import { percentile, report } from "../report";
import { fillCases, holdStuck } from "./fill-cases";
import { pageQueries } from "./page-queries";

const FULL = { cases: 1_000_000, stuck: 4_000, rounds: 15 };
const QUICK = { cases: 50_000, stuck: 400, rounds: 5 };
/** A server that has just started compiles its code for the first few questions. */
const WARM_ROUNDS = 4;
/** What a page may take on the server, however many cases there are. */
const LIMIT_MS = 200;

/** What each page asks the database for, with a million cases in it: how long the server takes for the answer. */
export async function runBench({ isQuick }: { readonly isQuick: boolean }): Promise<void> {
  const plan = isQuick ? QUICK : FULL;
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-bench-"));
  const log = (line: string) => void process.stdout.write(`${line}\n`);
  const postgres = await startPostgres({ dataDir, log });
  try {
    const database = await createBenchDatabase(postgres.connectionString, "pages");
    const now = Date.now();
    const filled = await fillCases(database.pool, { cases: plan.cases, until: now, log });
    await holdStuck(database.pool, plan.stuck);
    // What autovacuum does within minutes.
    await database.pool.query("vacuum analyze");
    const figures = [{ name: "cases", value: plan.cases, unit: "" }];
    let slowest = 0;
    for (const { name, ask } of pageQueries(database.pool, { ...filled, now })) {
      const took: number[] = [];
      for (let round = 0; round < WARM_ROUNDS; round++) await ask();
      for (let round = 0; round < plan.rounds; round++) {
        const begun = performance.now();
        await ask();
        took.push(performance.now() - begun);
      }
      figures.push({ name, value: percentile(took, 0.95), unit: "ms, p95" });
      slowest = Math.max(slowest, percentile(took, 0.95));
    }
    report("pages", figures, [{ name: "slowest page / 200 ms", value: slowest / LIMIT_MS, limit: 1 }]);
    await database.drop();
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
