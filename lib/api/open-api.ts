import { z } from "zod";
import type { Call } from "@/lib/api/contract/call";
import { CALLS } from "@/lib/api/contract/calls";
import { Problem } from "@/lib/api/contract/values";
import { ourVersion } from "./version";

type Json = Record<string, unknown>;

/** The API as an OpenAPI 3.1 document, made from the schemas that check requests and replies. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, call] of Object.entries<Call>(CALLS)) {
    const path = paths[call.path] ?? {};
    path[call.method.toLowerCase()] = toOperation(name, call);
    paths[call.path] = path;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Throughline",
      version: ourVersion(),
      description:
        "Times are RFC 3339 with milliseconds and Z, durations are milliseconds. Lists page with an opaque cursor. Errors are problem details (RFC 9457).",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      schemas: { Problem: toSchema(Problem, "output") },
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "__Host-throughline" },
      },
      responses: {
        Problem: {
          description: "What was wrong, and what to do",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    },
  };
}

function toOperation(name: string, call: Call): Json {
  return {
    operationId: name,
    summary: call.summary,
    ...(call.isPublic === true ? { security: [] } : {}),
    parameters: [...pathParameters(call), ...queryParameters(call)],
    ...requestBody(call),
    responses: {
      [call.status ?? 200]: toReply(call.reply),
      ...Object.fromEntries(Object.entries(call.otherReplies ?? {}).map(([status, reply]) => [status, toReply(reply)])),
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

function pathParameters({ path }: Call): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters({ query }: Call): Json[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = toSchema(query, "input") as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function requestBody({ body, accepts = [] }: Call): Json {
  const binary = Object.fromEntries(accepts.map((mediaType) => [mediaType, { schema: {} }]));
  const json = body === undefined ? {} : { "application/json": { schema: toSchema(body, "input") } };
  const content = { ...json, ...binary };
  return Object.keys(content).length === 0 ? {} : { requestBody: { required: true, content } };
}

function toReply(reply: Call["reply"]): Json {
  const content =
    typeof reply === "string"
      ? { [reply]: { schema: { type: "string" } } }
      : { "application/json": { schema: toSchema(reply, "output") } };
  return { description: "Done", content };
}

function toSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" });
  return rest;
}
