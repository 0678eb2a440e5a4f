import { CALLS } from "@/lib/api/contract/calls";
import { answerQuarantineExport } from "@/lib/api/export-quarantine";
import { route } from "@/lib/api/route";

export const GET = route({ role: "analyst", call: CALLS.exportQuarantine }, ({ query }, context) =>
  answerQuarantineExport(query, context),
);
