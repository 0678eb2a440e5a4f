import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readIncidentGroupList } from "@/lib/query/incident-groups";

export const GET = route({ role: "viewer", call: CALLS.incidentGroups }, ({ query }, { db, now }) =>
  readIncidentGroupList(db, { query, now }),
);
