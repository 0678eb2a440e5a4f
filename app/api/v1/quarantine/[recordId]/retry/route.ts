import { CALLS } from "@/lib/api/contract/calls";
import { retryQuarantined } from "@/lib/api/retry-quarantined";
import { route } from "@/lib/api/route";

export const POST = route({ role: "operator", call: CALLS.retryQuarantined }, ({ params, body }, context) =>
  retryQuarantined(params.recordId, body.reason, context),
);
