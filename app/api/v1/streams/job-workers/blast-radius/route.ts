import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readJobWorkerRadius } from "@/lib/query/job-workers";

export const GET = route({ role: "viewer", call: CALLS.jobWorkerRadius }, ({ query }, { db, now }) =>
  readJobWorkerRadius(db, { ...query, now }),
);
