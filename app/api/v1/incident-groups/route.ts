import { CALLS } from "@/lib/api/contract/calls";
import { showing } from "@/lib/api/incident-groups";
import { route } from "@/lib/api/route";
import { readIncidentGroupList } from "@/lib/query/incident-groups";

export const GET = route({ role: "viewer", call: CALLS.incidentGroups }, ({ query }, { db, now, masking }) =>
  readIncidentGroupList(db, { query, now, show: showing(masking) }),
);
