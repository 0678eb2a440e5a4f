import { CALLS } from "@/lib/api/contract/calls";
import { answerTail } from "@/lib/api/records/tail-topic";
import { route } from "@/lib/api/route";

export const GET = route({ role: "analyst", call: CALLS.tailTopic }, ({ query, request }, context) =>
  answerTail(query, context, request),
);
