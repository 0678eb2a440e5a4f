import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readCaseEventList } from "@/lib/query/case-events";

export const GET = route({ role: "viewer", call: CALLS.caseEvents }, ({ params, query }, { db, masking }) =>
  readCaseEventList(db, { ...params, query, masking }),
);
