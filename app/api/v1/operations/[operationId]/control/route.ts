import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { controlOperation } from "@/lib/operations/control-operation";
import { getOperation } from "@/lib/query/operations";

export const POST = route({ role: "operator", call: CALLS.controlOperation }, async ({ params, body }, context) => {
  const { id: operationId } = await getOperation(context.db, params.operationId);
  const { action: control, reason } = body;
  await controlOperation(context.db, { operationId, control, reason, actor: context.caller.name });
  return getOperation(context.db, operationId);
});
