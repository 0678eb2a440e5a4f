import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { answerSignOut } from "@/lib/api/sign-in-request";

export const POST = route({ role: "viewer", call: CALLS.signOut }, ({ request }, context) =>
  answerSignOut(request, context),
);
