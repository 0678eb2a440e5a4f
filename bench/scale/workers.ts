import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "@/lib/store/database";
import type { BenchProducer } from "../ingest/producer";
import type { Servers } from "../ingest/servers";
import { countProjected, fillBacklog, requireExact, whileDraining } from "./backlog";
import type { Measured } from "./drain";

export type WorkersSpec = { readonly events: number; readonly counts: readonly number[] };

const TOPIC = "bench-workers";
const LOOK_EVERY_MS = 100;
const ENDS_WITHIN_MS = 600_000;
/** More workers than processors gain nothing; they must not stand in each other's way. */
const LIMIT = 0.9;

/** The same backlog drained by one worker, then by several that share its streams. The clock runs once all of them own some. */
export async function measureWorkers(servers: Servers, producer: BenchProducer, spec: WorkersSpec): Promise<Measured> {
  await fillBacklog(servers, producer, { topic: TOPIC, events: spec.events });
  const rates: { readonly count: number; readonly rate: number }[] = [];
  for (const count of spec.counts) {
    const rate = await whileDraining(
      servers,
      { topic: TOPIC, workers: count, name: `bench_workers_${count}` },
      async ({ database }) => {
        const measured = await measureRate(database.pool, count, spec.events);
        await requireExact(database.pool, spec.events);
        return measured;
      },
    );
    rates.push({ count, rate });
  }
  const alone = rates[0]?.rate ?? Number.NaN;
  return {
    figures: rates.map(({ count, rate }) => ({ name: `workers: ${count}`, value: rate, unit: "events/s" })),
    ratios: rates.slice(1).map(({ count, rate }) => ({
      name: `workers: ${count} / 1 (at least)`,
      value: rate / alone,
      limit: LIMIT,
    })),
  };
}

async function measureRate(pool: Pool, workers: number, events: number): Promise<number> {
  await until(async () => (await countOwners(pool)) >= workers && (await countProjected(pool)) > 0);
  const before = await countProjected(pool);
  const begunAt = performance.now();
  if (before >= events) throw new Error("the backlog was gone before all workers had a part of it");
  await until(async () => (await countProjected(pool)) >= events);
  return ((events - before) * 1000) / (performance.now() - begunAt);
}

async function countOwners(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ owners: number }>(
    "select count(distinct owner) as owners from stream where owner <> ''",
  );
  return rows[0]?.owners ?? 0;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const endsAt = performance.now() + ENDS_WITHIN_MS;
  while (!(await isSo())) {
    if (performance.now() > endsAt) throw new Error(`not in ${ENDS_WITHIN_MS / 1000} s`);
    await sleep(LOOK_EVERY_MS);
  }
}
