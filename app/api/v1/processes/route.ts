import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readProcessList } from "@/lib/query/process-list";

export const GET = route({ role: "viewer", call: CALLS.processes }, ({ query }, { db, now }) =>
  readProcessList(db, query, now),
);
