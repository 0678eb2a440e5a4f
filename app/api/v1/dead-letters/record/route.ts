import { CALLS } from "@/lib/api/contract/calls";
import { answerDeadLetter } from "@/lib/api/dead-letters";
import { route } from "@/lib/api/route";

export const GET = route({ role: "viewer", call: CALLS.deadLetter }, ({ query }, context) =>
  answerDeadLetter(query.id, context),
);
