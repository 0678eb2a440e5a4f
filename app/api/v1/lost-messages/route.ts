import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readLostMessages } from "@/lib/query/lost-messages";

export const GET = route({ role: "viewer", call: CALLS.lostMessages }, ({ query }, { db }) =>
  readLostMessages(db, query.limit),
);
