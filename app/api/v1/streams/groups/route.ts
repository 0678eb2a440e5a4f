import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readGroupList } from "@/lib/query/topic-groups";

export const GET = route({ role: "viewer", call: CALLS.consumerGroups }, ({ query }, { db, now }) =>
  readGroupList(db, { ...query, now }),
);
