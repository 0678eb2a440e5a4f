import { SchemaRegistry } from "@kafkajs/confluent-schema-registry";
import { Failure } from "@/lib/domain/failure";
import type { SchemaRegistryConfiguration } from "@/lib/platform/configuration-schema";

/**
 * JSON text as a value of a registered schema: Avro, Protobuf or JSON Schema, checked against it, with the schema's id before
 * it. Throws a `Failure` that says what does not fit, or that the registry cannot be asked.
 */
export async function encodeValue(
  { url, username, password, token }: SchemaRegistryConfiguration,
  schemaId: number,
  json: string,
): Promise<Uint8Array> {
  const registry = new SchemaRegistry({
    host: url,
    retry: { retries: 2, initialRetryTimeInSecs: 0.2, maxRetryTimeInSecs: 2 },
    ...(username === null ? {} : { auth: { username, password: password ?? "" } }),
    ...(token === null ? {} : { middlewares: [withToken(token)] }),
  });
  const payload: unknown = JSON.parse(json);
  await registry.getSchema(schemaId).catch((cause: unknown) => {
    throw new Failure("source-unavailable", `The schema ${schemaId} cannot be had: ${wordsOf(cause)}`, { cause });
  });
  try {
    return await registry.encode(schemaId, payload);
  } catch (cause) {
    throw new Failure("bad-request", `The value does not fit its schema ${schemaId}: ${wordsOf(cause)}`, { cause });
  }
}

const SENTENCE_MAX = 500;

function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const paths = error instanceof Error && "paths" in error ? ` at ${JSON.stringify(error.paths)}` : "";
  return `${message}${paths}`.slice(0, SENTENCE_MAX);
}

type Options = ConstructorParameters<typeof SchemaRegistry>[0];
type Middleware = NonNullable<Options["middlewares"]>[number];

/** The library knows names and passwords only. */
function withToken(token: string): Middleware {
  return () => ({
    prepareRequest: async (next) => (await next()).enhance({ headers: { authorization: `Bearer ${token}` } }),
  });
}
