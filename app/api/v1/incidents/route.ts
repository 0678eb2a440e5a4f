import { CALLS } from "@/lib/api/contract/calls";
import { showing } from "@/lib/api/incident-groups";
import { route } from "@/lib/api/route";
import { readIncidentList } from "@/lib/query/incidents";

export const GET = route({ role: "viewer", call: CALLS.incidents }, ({ query }, { db, engines, now, masking }) =>
  readIncidentList(db, { query, engines: new Set(engines.keys()), now, show: showing(masking) }),
);
