import { CALLS } from "@/lib/api/contract/calls";
import { readCorrelationRules, saveCorrelationRules } from "@/lib/api/correlation-rules";
import { route } from "@/lib/api/route";

export const GET = route({ role: "viewer", call: CALLS.correlationRules }, (_asked, context) =>
  readCorrelationRules(context),
);

export const POST = route({ role: "admin", call: CALLS.saveCorrelationRules }, ({ body }, context) =>
  saveCorrelationRules(body, context),
);
