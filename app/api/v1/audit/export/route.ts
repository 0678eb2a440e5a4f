import { answerAuditExport } from "@/lib/api/audit";
import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";

export const GET = route({ role: "analyst", call: CALLS.exportAudit }, ({ query }, context) =>
  answerAuditExport(query, context),
);
