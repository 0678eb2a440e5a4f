import type { z } from "zod";
import type { ActivitySamples } from "@/lib/api/contract/event-map";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readLatestEvents } from "@/lib/store/read/latest-events";
import { type HidePayload, PAYLOAD_BYTES_MAX, toShown } from "./case-events";

const SAMPLES = 5;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The latest events of an activity, by its stable id. */
export async function readActivitySamples(
  sql: Sql,
  activityId: string,
  masking: HidePayload,
): Promise<z.infer<typeof ActivitySamples>> {
  if (!UUID.test(activityId)) {
    throw new Failure(
      "not-found",
      `There is no activity "${activityId}": its id is a UUID, as the event map gives it.`,
    );
  }
  const found = await readLatestEvents(sql, activityId, { limit: SAMPLES, bytesMax: PAYLOAD_BYTES_MAX });
  return { items: found.map(({ caseId, stored }) => ({ ...toShown(stored, masking), caseId })) };
}
