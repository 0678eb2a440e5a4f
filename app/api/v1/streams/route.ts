import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readStreamList } from "@/lib/query/streams";

export const GET = route({ role: "viewer", call: CALLS.streams }, ({ query }, { db, now }) =>
  readStreamList(db, { query, now }),
);
