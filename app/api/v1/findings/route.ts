import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readFindingList } from "@/lib/query/findings";

export const GET = route({ role: "viewer", call: CALLS.findings }, ({ query }, { db }) => readFindingList(db, query));
