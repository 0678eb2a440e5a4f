import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readBlastRadius } from "@/lib/query/topic-blast-radius";

export const GET = route({ role: "viewer", call: CALLS.blastRadius }, ({ query }, { db, now }) =>
  readBlastRadius(db, { ...query, now }),
);
