import { changeAlertRule, deleteAlertRule } from "@/lib/api/alerts";
import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";

export const PATCH = route({ role: "operator", call: CALLS.changeAlertRule }, ({ params, body }, context) =>
  changeAlertRule(params.ruleId, body, context),
);

export const DELETE = route({ role: "operator", call: CALLS.deleteAlertRule }, ({ params }, context) =>
  deleteAlertRule(params.ruleId, context),
);
