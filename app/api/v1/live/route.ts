import { CALLS } from "@/lib/api/contract/calls";
import { answerLive } from "@/lib/api/live-stream";
import { route } from "@/lib/api/route";

export const GET = route({ role: "viewer", call: CALLS.live }, ({ query, request }, { news }) =>
  answerLive(request, query.topics, news),
);
