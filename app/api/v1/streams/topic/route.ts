import { CALLS } from "@/lib/api/contract/calls";
import { liveSources } from "@/lib/api/records/kafka-readers";
import { route } from "@/lib/api/route";
import { getTopicDetail } from "@/lib/query/topic-detail";

export const GET = route({ role: "viewer", call: CALLS.topic }, ({ query }, { db, now, configuration }) =>
  getTopicDetail(db, { ...query, now, live: liveSources(configuration) }),
);
