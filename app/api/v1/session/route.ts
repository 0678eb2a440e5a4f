import { CALLS } from "@/lib/api/contract/calls";
import { publicRoute, route } from "@/lib/api/route";
import { answerSignIn } from "@/lib/api/sign-in-request";
import { toSession } from "@/lib/api/to-session";

export const GET = route({ role: "viewer", call: CALLS.session }, (_, { caller, configuration }) =>
  toSession(caller, { configuration }),
);

export const POST = publicRoute(CALLS.signIn, ({ body, request }, { now, ...server }) =>
  answerSignIn({ request, token: body.token, server, now }),
);
