import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { text } from "node:stream/consumers";

export type Registration = {
  readonly schemaType?: "AVRO" | "PROTOBUF" | "JSON";
  readonly schema: string;
  readonly references?: readonly { readonly name: string; readonly subject: string; readonly version: number }[];
};

export type RegistryServer = {
  readonly url: string;
  /** What was asked for, in order. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
};

export type RegistrySetup = {
  readonly port?: number;
  readonly authorization?: string;
  /** Subjects with their versions; handed over, they survive a stop. */
  readonly subjects?: Subjects;
};

type Registered = Registration & { readonly subject: string; readonly version: number; readonly id: number };
export type Subjects = Registered[];

/**
 * What we use of Confluent's schema registry, over real HTTP: schemas by id, versions of a subject, registering, the types,
 * and its error codes. The same tests pass against a whole registry (THROUGHLINE_TEST_REGISTRY; Apicurio 3.0.9 was tried).
 */
export async function startRegistry({
  port = 0,
  authorization,
  subjects = [],
}: RegistrySetup = {}): Promise<RegistryServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (authorization !== undefined && request.headers.authorization !== authorization) {
      reply(response, 401, { error_code: 401, message: "Unauthorized" });
    } else {
      void answer(request, response, subjects);
    }
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () => {
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return stopped;
    },
  };
}

/** The registry that all of the tests may be run against, or one for this test. */
export async function startRegistryForTests(): Promise<RegistryServer> {
  const url = process.env["THROUGHLINE_TEST_REGISTRY"];
  return url ? { url, asked: [], stop: async () => undefined } : startRegistry();
}

/** Registers a schema as its producer does, and tells its id. */
export async function register(url: string, subject: string, registration: Registration): Promise<number> {
  const response = await fetch(`${url}/subjects/${encodeURIComponent(subject)}/versions`, {
    method: "POST",
    headers: { "content-type": "application/vnd.schemaregistry.v1+json" },
    body: JSON.stringify(registration),
  });
  const body = (await response.json()) as { readonly id?: number };
  if (body.id === undefined) throw new Error(`not registered: ${response.status} ${JSON.stringify(body)}`);
  return body.id;
}

async function answer(request: IncomingMessage, response: ServerResponse, subjects: Subjects): Promise<void> {
  const { url = "", method } = request;
  if (url === "/schemas/types") return reply(response, 200, ["AVRO", "JSON", "PROTOBUF"]);
  const [, id, subject, version] =
    /^\/(?:schemas\/ids\/(\d+)|subjects\/([^/]+)\/versions(?:\/(\d+))?)$/.exec(url) ?? [];
  if (method === "POST" && subject !== undefined) {
    const registration = JSON.parse(await text(request)) as Registration;
    const entry = { ...registration, subject: decodeURIComponent(subject), version: 1, id: 100_001 + subjects.length };
    subjects.push(entry);
    return reply(response, 200, { id: entry.id });
  }
  if (id === undefined && version === undefined)
    return reply(response, 404, { error_code: 404, message: "HTTP 404 Not Found" });
  const found = subjects.find((one) =>
    id === undefined ? one.subject === decodeURIComponent(subject ?? "") : one.id === Number(id),
  );
  if (found === undefined) return reply(response, 404, { error_code: 40403, message: "Schema not found" });
  const { schemaType, schema, references = [] } = found;
  // As Confluent's does: Avro goes without saying, and so do no references.
  const body = {
    schema,
    ...(schemaType === undefined || schemaType === "AVRO" ? {} : { schemaType }),
    ...(references.length === 0 ? {} : { references }),
  };
  reply(
    response,
    200,
    id === undefined ? { subject: found.subject, version: found.version, id: found.id, ...body } : body,
  );
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/vnd.schemaregistry.v1+json" });
  response.end(JSON.stringify(body));
}

/** A value as Confluent's serializers frame it. */
export function framed(schemaId: number, ...payload: readonly (Uint8Array | readonly number[])[]): Buffer {
  const head = Buffer.alloc(5);
  head.writeInt32BE(schemaId, 1);
  return Buffer.concat([head, ...payload.map((part) => Buffer.from(part as Uint8Array))]);
}
