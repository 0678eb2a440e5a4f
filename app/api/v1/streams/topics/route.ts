import { CALLS } from "@/lib/api/contract/calls";
import { liveSources } from "@/lib/api/records/kafka-readers";
import { route } from "@/lib/api/route";
import { readTopicList } from "@/lib/query/topic-list";

export const GET = route({ role: "viewer", call: CALLS.topics }, ({ query }, { db, now, configuration }) =>
  readTopicList(db, { ...query, now, live: liveSources(configuration) }),
);
