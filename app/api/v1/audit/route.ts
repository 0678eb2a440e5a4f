import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readAuditList } from "@/lib/query/audit";

export const GET = route({ role: "viewer", call: CALLS.audit }, ({ query }, { db, now }) =>
  readAuditList(db, query, now),
);
