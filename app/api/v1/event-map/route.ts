import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readEventMap } from "@/lib/query/event-map";

export const GET = route({ role: "viewer", call: CALLS.eventMap }, ({ query }, { db, now }) =>
  readEventMap(db, query, now),
);
