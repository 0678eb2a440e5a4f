import { CALLS } from "@/lib/api/contract/calls";
import { answerDeadLetters } from "@/lib/api/dead-letters";
import { route } from "@/lib/api/route";

export const GET = route({ role: "viewer", call: CALLS.deadLetters }, ({ query }, context) =>
  answerDeadLetters(query, context),
);
