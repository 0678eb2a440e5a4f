import { CALLS } from "@/lib/api/contract/calls";
import { previewCorrelationRules } from "@/lib/api/correlation-rules";
import { route } from "@/lib/api/route";

export const POST = route({ role: "analyst", call: CALLS.previewCorrelationRules }, ({ body }, context) =>
  previewCorrelationRules(body, context),
);
