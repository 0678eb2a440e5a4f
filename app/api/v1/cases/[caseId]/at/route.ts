import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { getCaseAt } from "@/lib/query/case-at";

export const GET = route({ role: "viewer", call: CALLS.caseAt }, ({ params, query }, { db, masking }) =>
  getCaseAt(db, { ...params, ...query, masking }),
);
