import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { countCaseList } from "@/lib/query/cases";

export const GET = route({ role: "viewer", call: CALLS.caseCount }, ({ query }, { db, now }) =>
  countCaseList(db, query, now),
);
