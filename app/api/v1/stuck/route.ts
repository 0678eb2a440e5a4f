import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readStuckReport } from "@/lib/query/stuck";

export const GET = route({ role: "viewer", call: CALLS.stuck }, ({ query }, { db, now }) =>
  readStuckReport(db, query, now),
);
