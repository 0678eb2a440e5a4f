import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { getProcessBpmn } from "@/lib/query/process-bpmn";

export const GET = route({ role: "viewer", call: CALLS.processBpmn }, ({ params, query }, { db }) =>
  getProcessBpmn(db, params.processId, query.version),
);
