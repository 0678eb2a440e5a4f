import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { getProcess } from "@/lib/query/processes";

export const GET = route({ role: "viewer", call: CALLS.process }, ({ params }, { db, now }) =>
  getProcess(db, params.processId, now),
);
