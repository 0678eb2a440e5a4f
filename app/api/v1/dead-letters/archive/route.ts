import { CALLS } from "@/lib/api/contract/calls";
import { answerArchive } from "@/lib/api/dead-letters";
import { route } from "@/lib/api/route";

export const POST = route({ role: "operator", call: CALLS.archiveDeadLetters }, ({ body }, context) =>
  answerArchive(body, context),
);
