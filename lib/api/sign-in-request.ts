import { endedSessionCookie, readSessionCookie, sessionCookie } from "@/lib/access/session-cookie";
import { endSession, redeemSignInLink } from "@/lib/access/sign-in";
import { Failure } from "@/lib/domain/failure";
import { assertOurPage, type Context, jsonResponse } from "./route";
import type { Server } from "./server";
import { toSession } from "./to-session";

type Asked = { readonly request: Request; readonly token: string; readonly server: Server; readonly now: number };

/** Turns a link's token into a session, at most ten times a minute from one address. */
export async function answerSignIn({ request, token, server, now }: Asked): Promise<Response> {
  assertOurPage(request, server.publicUrl);
  if (!server.attempts.allows(addressOf(request), now)) {
    throw new Failure("too-many-requests", "Too many sign-ins from this address; wait a minute.");
  }
  const { secret, caller } = await redeemSignInLink(server.db, token, now);
  const response = jsonResponse(toSession(caller, server));
  response.headers.set("set-cookie", sessionCookie(server.publicUrl, secret));
  return response;
}

/** Ends the session of the cookie; a program's token stays as it is. */
export async function answerSignOut(request: Request, { db, caller, publicUrl }: Context): Promise<Response> {
  const secret = readSessionCookie(publicUrl, request.headers.get("cookie"));
  if (caller.kind === "person" && secret !== null) await endSession(db, caller, secret);
  const response = jsonResponse({ done: true });
  response.headers.set("set-cookie", endedSessionCookie(publicUrl));
  return response;
}

/** The last hop is the one that our own proxy, or Next itself, wrote; those before it are what the caller says. */
function addressOf(request: Request): string {
  return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "unknown";
}
