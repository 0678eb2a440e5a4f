import { randomUUID } from "node:crypto";
import { authenticate } from "@/lib/access/authenticate";
import type { Caller } from "@/lib/access/caller";
import { Masking } from "@/lib/access/masking";
import { whyForeign } from "@/lib/access/same-site";
import type { Call, CallBody, CallParams, CallQuery, CallReply } from "@/lib/api/contract/call";
import { Failure } from "@/lib/domain/failure";
import { hasRole, type Role } from "@/lib/domain/role";
import { problemResponse, toProblem } from "./problem";
import { readBody, readParams, readQuery } from "./read-request";
import { getServer, type Server } from "./server";

export type Asked<Of extends Call> = {
  readonly params: CallParams<Of>;
  readonly query: CallQuery<Of>;
  readonly body: CallBody<Of>;
  readonly request: Request;
};
/** `caller` is whoever may call a route with this role. */
export type Context = Server & { readonly caller: Caller; readonly masking: Masking; readonly now: number };
type PublicContext = Server & { readonly now: number };

type Answer<Of extends Call> = CallReply<Of> | Response;
type Handler<Of extends Call, In> = (asked: Asked<Of>, context: In) => Answer<Of> | Promise<Answer<Of>>;

/**
 * A route: who may call, what it takes, what it promises. Whatever is thrown becomes problem details; a reply that breaks
 * its schema is a bug and answers 500 rather than something that nobody was promised.
 */
export function route<const Of extends Call>(
  { role, call }: { readonly role: Role; readonly call: Of },
  handle: Handler<Of, Context>,
): (request: Request) => Promise<Response> {
  return answering(call, async (request, server) => {
    const caller = await getCaller(request, server, role);
    const now = server.clock();
    const masking = new Masking(server.configuration.masking, caller.role);
    return handle(await readAsked(call, request), { ...server, caller, masking, now });
  });
}

/** A route that needs no sign-in. */
export function publicRoute<const Of extends Call & { readonly isPublic: true }>(
  call: Of,
  handle: Handler<Of, PublicContext>,
): (request: Request) => Promise<Response> {
  return answering(call, async (request, server) => {
    return handle(await readAsked(call, request), { ...server, now: server.clock() });
  });
}

function answering<Of extends Call>(
  call: Of,
  ask: (request: Request, server: Server) => Promise<Answer<Of>>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = readRequestId(request);
    const begun = performance.now();
    let server: Server | null = null;
    let response: Response;
    try {
      server = getServer();
      response = toResponse(call, await ask(request, server));
    } catch (error) {
      const problem = toProblem(error, requestId);
      if (problem.status >= 500) logTrouble(server, error, `${call.method} ${call.path} ${requestId}`);
      response = problemResponse(problem, error);
    }
    response.headers.set("x-request-id", requestId);
    const { method, path } = call;
    const status = String(response.status);
    server?.metrics.requestSeconds.observe({ method, path, status }, (performance.now() - begun) / 1000);
    return response;
  };
}

async function getCaller(request: Request, server: Server, role: Role): Promise<Caller> {
  const credentials = { cookie: request.headers.get("cookie"), authorization: request.headers.get("authorization") };
  const caller = await authenticate(server.db, { publicUrl: server.publicUrl, now: server.clock() }, credentials);
  if (caller === null) {
    throw new Failure(
      "unauthenticated",
      "Sign in with a sign-in link, or send a valid API token as Authorization: Bearer …",
    );
  }
  if (caller.kind === "person") assertOurPage(request, server.publicUrl);
  if (!hasRole(caller.role, role)) {
    throw new Failure("forbidden", `This needs the role ${role}; ${caller.name} is ${caller.role}.`);
  }
  return caller;
}

/** A browser adds the cookie to what any page sends; only our own pages may change something with it. */
export function assertOurPage(request: Request, publicUrl: string): void {
  const { headers, method } = request;
  const [origin, secFetchSite, host] = [headers.get("origin"), headers.get("sec-fetch-site"), headers.get("host")];
  const why = whyForeign({ method, origin, secFetchSite, host }, publicUrl);
  if (why !== null) throw new Failure("forbidden", `Refused, for it may come from another site's page: ${why}.`);
}

async function readAsked<Of extends Call>(call: Of, request: Request): Promise<Asked<Of>> {
  const url = new URL(request.url);
  const params = readParams(call, url) as CallParams<Of>;
  const query = readQuery(call, url) as CallQuery<Of>;
  const body = (await readBody(call, request)) as CallBody<Of>;
  return { params, query, body, request };
}

function toResponse(call: Call, answer: unknown): Response {
  if (answer instanceof Response) return answer;
  if (typeof call.reply === "string") return textResponse(String(answer), call.reply);
  return jsonResponse(call.reply.parse(answer), call.status);
}

export function jsonResponse(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
  });
}

export function textResponse(text: string, mediaType: string): Response {
  return new Response(text, {
    headers: { "content-type": `${mediaType}; charset=utf-8`, "cache-control": "no-store" },
  });
}

/** Without a server (its configuration is wrong) there is no log either. */
function logTrouble(server: Server | null, error: unknown, about: string): void {
  if (server === null) process.stderr.write(`${about}: ${error instanceof Error ? error.message : String(error)}\n`);
  else server.log.error({ error: withCauses(error) }, about);
}

function withCauses(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by ${withCauses(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

/** A request id that a proxy gave is kept when it is harmless. */
function readRequestId(request: Request): string {
  const given = request.headers.get("x-request-id") ?? "";
  return /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : randomUUID();
}
