import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readEventMapChanges } from "@/lib/query/event-map-changes";

export const GET = route({ role: "viewer", call: CALLS.eventMapChanges }, ({ query }, { db, now }) =>
  readEventMapChanges(db, query, now),
);
