import { testAlertRule } from "@/lib/api/alerts";
import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";

export const POST = route({ role: "operator", call: CALLS.testAlertRule }, ({ params }, context) =>
  testAlertRule(params.ruleId, context),
);
