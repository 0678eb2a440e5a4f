import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readJobWorkers } from "@/lib/query/job-workers";

export const GET = route({ role: "viewer", call: CALLS.jobWorkers }, (_asked, { db }) => readJobWorkers(db));
