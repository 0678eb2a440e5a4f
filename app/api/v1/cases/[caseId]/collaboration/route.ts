import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { getCaseCollaboration } from "@/lib/query/model/case-collaboration";

export const GET = route({ role: "viewer", call: CALLS.caseCollaboration }, ({ params, query }, { db }) =>
  getCaseCollaboration(db, { caseId: params.caseId, ...query }),
);
