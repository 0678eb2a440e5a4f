import { Health } from "@/lib/api/contract/streams";
import type { Configuration } from "@/lib/platform/configuration-schema";
import type { Database } from "@/lib/query/database";
import { type CarriedEngine, downHealth, readHealth } from "@/lib/query/health";
import { jsonResponse } from "./route";
import { ourVersion } from "./version";

const WITHIN_MS = 3_000;

type Asked = { readonly db: Database; readonly configuration: Configuration; readonly now: number };

/** 200 while the database answers, whatever the sources do; else 503. A load balancer must not wait for a time-out. */
export async function answerHealth({ db, configuration, now }: Asked): Promise<Response> {
  const version = ourVersion();
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), WITHIN_MS).unref());
  const health = await Promise.race([readHealth(db, { version, engines: enginesOf(configuration), now }), late]).catch(
    () => null,
  );
  return health === null ? jsonResponse(downHealth(version), 503) : jsonResponse(Health.parse(health));
}

function enginesOf({ sources }: Configuration): readonly CarriedEngine[] {
  return sources.flatMap((source) =>
    source.kind === "camunda8" && source.records !== null
      ? [{ id: source.id, kind: source.kind, carrier: source.records.source, topic: source.records.topic }]
      : [],
  );
}
