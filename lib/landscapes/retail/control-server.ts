import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { Log } from "@/lib/platform/log";
import { LandscapeChange, type LandscapeState, type PlacedOrder, PlaceOrders } from "./control-contract";
import { messageOf } from "./persistence";

/** What can be asked of a running landscape from outside. */
export type Controls = {
  state(): LandscapeState;
  change(change: LandscapeChange): void;
  place(request: PlaceOrders): Promise<readonly PlacedOrder[]>;
};

export type ControlServer = { readonly port: number; close(): Promise<void> };

type Answer = { readonly status: number; readonly body: unknown };

const MAX_BODY_BYTES = 64 * 1024;
const BODY_WITHIN_MS = 10_000;

/** Listens on this machine only, and answers only who has the token. Port 0 takes any free one. */
export async function startControlServer(
  place: { port: number; token: string; log: Log },
  controls: Controls,
): Promise<ControlServer> {
  const server = createServer((request, response) => {
    answer(request, place.token, controls)
      .catch((error: unknown): Answer => {
        place.log.error({ why: messageOf(error) }, "a control request failed");
        return problem(500, "The landscape could not do it; its log says why.");
      })
      .then(({ status, body }) => reply(response, status, body))
      .catch(() => response.destroy());
  });
  server.requestTimeout = BODY_WITHIN_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(place.port, "127.0.0.1", resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function answer(request: IncomingMessage, token: string, controls: Controls): Promise<Answer> {
  if (!isAllowed(request.headers.authorization, token))
    return problem(401, "Send the landscape's token as a bearer token.");
  switch (`${request.method} ${request.url}`) {
    case "GET /":
      return { status: 200, body: controls.state() };
    case "PATCH /":
      return withBody(request, LandscapeChange, (change) => {
        controls.change(change);
        return { status: 200, body: controls.state() };
      });
    case "POST /orders":
      return withBody(request, PlaceOrders, async (order) => ({
        status: 201,
        body: { orders: await controls.place(order) },
      }));
    default:
      return problem(404, "There are GET /, PATCH / and POST /orders.");
  }
}

function isAllowed(authorization: string | undefined, token: string): boolean {
  const given = Buffer.from(authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function withBody<Body>(
  request: IncomingMessage,
  schema: z.ZodType<Body>,
  act: (body: Body) => Answer | Promise<Answer>,
): Promise<Answer> {
  const text = await readBody(request);
  if (text === null) return problem(413, `A body has at most ${MAX_BODY_BYTES} bytes.`);
  const parsed = schema.safeParse(parseJson(text));
  return parsed.success ? act(parsed.data) : problem(400, z.prettifyError(parsed.error));
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text === "" ? "{}" : text);
  } catch {
    return undefined;
  }
}

function problem(status: number, message: string): Answer {
  return { status, body: { message } };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
