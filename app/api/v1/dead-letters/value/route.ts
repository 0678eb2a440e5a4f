import { CALLS } from "@/lib/api/contract/calls";
import { answerDeadLetterValue } from "@/lib/api/dead-letters";
import { route } from "@/lib/api/route";

export const GET = route({ role: "analyst", call: CALLS.deadLetterValue }, ({ query }, context) =>
  answerDeadLetterValue(query.id, context),
);
