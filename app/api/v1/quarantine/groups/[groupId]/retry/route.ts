import { CALLS } from "@/lib/api/contract/calls";
import { retryQuarantineGroup } from "@/lib/api/retry-quarantined";
import { route } from "@/lib/api/route";

export const POST = route({ role: "operator", call: CALLS.retryQuarantineGroup }, ({ params, body }, context) =>
  retryQuarantineGroup(params.groupId, body, context),
);
