import { CALLS } from "@/lib/api/contract/calls";
import { suggestCorrelationKeys } from "@/lib/api/correlation-rules";
import { route } from "@/lib/api/route";

export const GET = route({ role: "analyst", call: CALLS.correlationSuggestions }, (_asked, context) =>
  suggestCorrelationKeys(context),
);
