import { randomUUID } from "node:crypto";
import type { Engine } from "@/lib/engines/engine";
import { requestOperation } from "@/lib/operations/request-operation";
import { runOperations } from "@/lib/operations/runner";
import { silentLog } from "@/lib/platform/log";
import type { Pool } from "@/lib/store/database";
import { type Broken, RETRIED } from "./broken-shop";

/** As many calls under way as the runner has. */
const AT_ONCE = 16;
const LOOK_EVERY_MS = 10;

/** The engine's own limit: the same calls by the same client, without selection, audit, claims and results. */
export async function measureBare(engine: Engine, incidents: readonly Broken[]): Promise<number> {
  const waiting = [...incidents];
  const begunAt = performance.now();
  const work = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const answer = await engine.perform({ action: "retry-incident", retries: RETRIED, ...next });
      if (answer.outcome !== "done") throw new Error(`the engine says ${JSON.stringify(answer)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return toRate(incidents.length, begunAt);
}

/** From the request to the end of the operation, with everything that is written down on the way. */
export async function measureOperation(pool: Pool, engine: Engine, incidents: readonly Broken[]): Promise<number> {
  const engines = new Map([[engine.name, engine]]);
  const stopping = new AbortController();
  const running = runOperations({ pool, engines, log: silentLog, signal: stopping.signal });
  const begunAt = performance.now();
  const { id } = await requestOperation(
    { pool, engines },
    { name: "bench", role: "operator" },
    {
      action: "retry-incident",
      ids: incidents.map(({ incidentKey }) => `${engine.name}:${incidentKey}`),
      target: { ids: [] },
      parameters: { retries: RETRIED },
      reason: "bench",
      idempotencyKey: randomUUID(),
      execution: { canary: null, itemsPerSecond: 5_000, stopAtFailureShare: null, startAt: null, delaySeconds: 0 },
      expected: incidents.length,
      now: Date.now(),
    },
  );
  while (!(await isOver(pool, id))) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  const rate = toRate(incidents.length, begunAt);
  stopping.abort();
  await running;
  await requireSucceeded(pool, id, incidents.length);
  return rate;
}

const toRate = (items: number, begunAt: number) => (items * 1000) / (performance.now() - begunAt);

async function isOver(pool: Pool, id: string): Promise<boolean> {
  const { rows } = await pool.query<{ isOver: boolean }>(
    'select ended_at is not null as "isOver" from operation where operation_id = $1',
    [id],
  );
  return rows[0]?.isOver === true;
}

async function requireSucceeded(pool: Pool, id: string, items: number): Promise<void> {
  const { rows } = await pool.query<{ state: string; result: string; items: number }>(
    "select state, min(result) as result, count(*) as items from operation_item where operation_id = $1 group by state",
    [id],
  );
  if (rows.length !== 1 || rows[0]?.state !== "succeeded" || rows[0].items !== items) {
    throw new Error(`not every target was retried: ${JSON.stringify(rows)}`);
  }
}
