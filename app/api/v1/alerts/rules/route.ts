import { createAlertRule } from "@/lib/api/alerts";
import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readAlertRuleList } from "@/lib/query/alerts";

export const GET = route({ role: "viewer", call: CALLS.alertRules }, (_asked, { db, configuration, now }) =>
  readAlertRuleList(db, configuration.alerts.channels, now),
);

export const POST = route({ role: "operator", call: CALLS.createAlertRule }, ({ body }, context) =>
  createAlertRule(body, context),
);
