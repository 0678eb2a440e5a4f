import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readCaseList } from "@/lib/query/cases";

export const GET = route({ role: "viewer", call: CALLS.cases }, ({ query }, { db, now }) =>
  readCaseList(db, query, now),
);
