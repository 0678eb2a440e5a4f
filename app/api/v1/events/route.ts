import { CALLS } from "@/lib/api/contract/calls";
import { answerIntake } from "@/lib/api/intake";
import { route } from "@/lib/api/route";

export const POST = route({ role: "operator", call: CALLS.intake }, ({ request }, context) =>
  answerIntake(request, context),
);
