import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { archiveModel } from "@/lib/operations/models/change-model";

export const POST = route({ role: "analyst", call: CALLS.archiveModel }, async ({ params, body }, { db, caller }) => {
  await archiveModel(db, caller.name, { name: params.modelId, reason: body.reason });
  return { done: true as const };
});
