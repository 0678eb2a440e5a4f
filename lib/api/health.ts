import { Health } from "@/lib/api/contract/streams";
import type { Database } from "@/lib/query/database";
import { downHealth, readHealth } from "@/lib/query/health";
import { jsonResponse } from "./route";
import { ourVersion } from "./version";

const WITHIN_MS = 3_000;

/** 200 while the database answers, whatever the sources do; else 503. A load balancer must not wait for a time-out. */
export async function answerHealth(db: Database, now: number): Promise<Response> {
  const version = ourVersion();
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), WITHIN_MS).unref());
  const health = await Promise.race([readHealth(db, { version, now }), late]).catch(() => null);
  return health === null ? jsonResponse(downHealth(version), 503) : jsonResponse(Health.parse(health));
}
