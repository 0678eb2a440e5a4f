import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readIncidentList } from "@/lib/query/incidents";

export const GET = route({ role: "viewer", call: CALLS.incidents }, ({ query }, { db, engines, now }) =>
  readIncidentList(db, { query, engines: new Set(engines.keys()), now }),
);
