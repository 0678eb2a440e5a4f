import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readActivitySamples } from "@/lib/query/activity-samples";

export const GET = route({ role: "viewer", call: CALLS.activitySamples }, ({ params }, { db, masking }) =>
  readActivitySamples(db, params.activityId, masking),
);
