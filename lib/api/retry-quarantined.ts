import type { z } from "zod";
import type { QuarantinedRecord } from "@/lib/api/contract/streams";
import { projectQuarantined } from "@/lib/ingest/project-quarantined";
import { decodeRulesOf } from "@/lib/platform/configuration-schema";
import { getQuarantined } from "@/lib/query/streams";
import type { Context } from "./route";

/** Decodes a record again with the rules in force now, and tells how it stands afterwards. */
export async function retryQuarantined(
  recordId: string,
  { db: pool, configuration }: Context,
): Promise<z.infer<typeof QuarantinedRecord>> {
  const { source: name } = await getQuarantined(pool, recordId);
  const source = configuration.sources.find(({ id }) => id === name);
  const rules = source?.kind === "kafka" ? decodeRulesOf(configuration, source) : [];
  await projectQuarantined({ pool, quarantineId: Number(recordId), rules });
  return getQuarantined(pool, recordId);
}
