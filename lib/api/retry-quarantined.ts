import { z } from "zod";
import type { GroupRetried, GroupRetryAsked, QuarantinedRecord } from "@/lib/api/contract/streams";
import { Failure } from "@/lib/domain/failure";
import { readableRecords } from "@/lib/ingest/readable-records";
import { type RetryAsked, retryGroup, retryRecord } from "@/lib/ingest/retry-quarantine";
import { rulesOfSource } from "@/lib/ingest/rules-of-source";
import { readCursor, toCursor } from "@/lib/query/cursor";
import { getQuarantined } from "@/lib/query/quarantine";
import type { Context } from "./route";

/** Decodes a record again with the rules in force now, and tells how it stands afterwards. */
export async function retryQuarantined(
  recordId: string,
  reason: string,
  context: Context,
): Promise<z.infer<typeof QuarantinedRecord>> {
  const { db, masking } = context;
  await getQuarantined(db, recordId, true);
  const { state, reason: why } = await retryRecord(toAsked(reason, context), Number(recordId));
  const record = await getQuarantined(db, recordId, masking.hidesPayloads);
  return state === "projected" || why === "" ? record : { ...record, reason: why };
}

/** Decodes the next records of a group again. */
export async function retryQuarantineGroup(
  groupId: string,
  { reason, cursor }: z.infer<typeof GroupRetryAsked>,
  context: Context,
): Promise<GroupRetried> {
  if (!z.guid().safeParse(groupId).success) {
    throw new Failure("not-found", `There is no group "${groupId}" of quarantined records.`);
  }
  const after = readCursor(z.tuple([z.int()]), cursor ?? undefined)?.[0] ?? 0;
  const { records, next } = await retryGroup(toAsked(reason, context), { groupId, after });
  const projected = records.filter(({ state }) => state === "projected").length;
  return {
    projected,
    open: records.length - projected,
    results: records.map(({ quarantineId, ...record }) => ({ id: String(quarantineId), ...record })),
    nextCursor: next === null ? null : toCursor([next]),
  };
}

function toAsked(reason: string, { db: pool, caller, configuration }: Context): RetryAsked {
  const rulesOf: RetryAsked["rulesOf"] = (source, saved) => rulesOfSource({ configuration, saved }, source);
  return { pool, actor: caller.name, reason, rulesOf, toReadable: readableRecords(configuration) };
}
