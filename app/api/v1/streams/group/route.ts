import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { getGroupDetail } from "@/lib/query/topic-groups";

export const GET = route({ role: "viewer", call: CALLS.consumerGroup }, ({ query }, { db, now }) =>
  getGroupDetail(db, { ...query, now }),
);
