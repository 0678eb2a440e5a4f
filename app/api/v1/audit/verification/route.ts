import { readAuditVerification } from "@/lib/api/audit";
import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";

export const GET = route({ role: "viewer", call: CALLS.auditVerification }, (_asked, context) =>
  readAuditVerification(context),
);
