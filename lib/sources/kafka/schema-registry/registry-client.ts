import { z } from "zod";
import { Failure } from "@/lib/domain/failure";
import type { SchemaRegistryConfiguration } from "@/lib/platform/configuration-schema";
import { UnreadableValue } from "./unreadable-value";
import type { RegisteredSchema } from "./value-reader";

const ANSWER_WITHIN_MS = 5_000;
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;
const REFERENCES_MAX = 200;
/** The registry's own words for a subject, a version or a schema that it does not have; a wrong URL says just 404. */
const NOT_HERE = /^404\d\d$/;

const Reference = z.object({ name: z.string(), subject: z.string(), version: z.number().int() });
const SchemaAnswer = z.object({
  schema: z.string(),
  schemaType: z.string().default("AVRO"),
  references: z.array(Reference).nullish(),
});
const ErrorAnswer = z.object({ error_code: z.number(), message: z.string().default("") });
type Reference = z.infer<typeof Reference>;

/**
 * Asks the registry for a schema and all that it refers to. Throws `UnreadableValue` when it does not have it, and a
 * `Failure` when it cannot be asked: then nothing is known about the value.
 */
export async function fetchSchema(registry: SchemaRegistryConfiguration, schemaId: number): Promise<RegisteredSchema> {
  const found = SchemaAnswer.parse(await ask(registry, `/schemas/ids/${schemaId}`, SchemaAnswer));
  const references = new Map<string, { readonly name: string; readonly text: string }>();
  await collect(registry, found.references ?? [], references);
  return { type: found.schemaType, text: found.schema, references: [...references.values()] };
}

type Collected = Map<string, { readonly name: string; readonly text: string }>;

async function collect(
  registry: SchemaRegistryConfiguration,
  references: readonly Reference[],
  collected: Collected,
  open: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const { name, subject, version } of references) {
    const id = `${subject}/${version}`;
    if (collected.has(id) || open.has(id)) continue;
    if (collected.size + open.size >= REFERENCES_MAX) {
      throw new UnreadableValue(`it refers to more than ${REFERENCES_MAX} others`);
    }
    const path = `/subjects/${encodeURIComponent(subject)}/versions/${version}`;
    const found = SchemaAnswer.parse(await ask(registry, path, SchemaAnswer));
    await collect(registry, found.references ?? [], collected, new Set([...open, id]));
    collected.set(id, { name, text: found.schema });
  }
}

/** For `throughline doctor`: throws what is wrong. */
export async function examineRegistry(registry: SchemaRegistryConfiguration): Promise<readonly string[]> {
  return z.array(z.string()).parse(await ask(registry, "/schemas/types", z.array(z.string())));
}

async function ask(registry: SchemaRegistryConfiguration, path: string, shape: z.ZodType): Promise<unknown> {
  const { status, text } = await get(registry, path);
  const answer = parsed(text);
  if (status === 200 && shape.safeParse(answer).success) return answer;
  const error = ErrorAnswer.safeParse(answer);
  if (status === 404 && error.success && NOT_HERE.test(String(error.data.error_code))) {
    throw new UnreadableValue("it is not there (404)");
  }
  throw unavailable(registry, explainStatus(status));
}

function explainStatus(status: number): string {
  if (status === 401 || status === 403) {
    return `refuses us (${status}): check username and password, or token, of schemaRegistry`;
  }
  if (status === 404 || status === 200)
    return `is no schema registry (${status}, in other words): check schemaRegistry.url`;
  return `answers ${status}`;
}

async function get({ url, username, password, token }: SchemaRegistryConfiguration, path: string) {
  const headers = new Headers({ accept: "application/vnd.schemaregistry.v1+json, application/json" });
  if (token !== null) headers.set("authorization", `Bearer ${token}`);
  if (username !== null) {
    headers.set("authorization", `Basic ${Buffer.from(`${username}:${password ?? ""}`).toString("base64")}`);
  }
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await fetch(`${url.replace(/\/+$/, "")}${path}`, { headers, signal });
    return { status: response.status, text: await readBounded(response) };
  } catch (error) {
    throw unavailable({ url }, `does not answer (${reasonOf(error)})`, error);
  }
}

async function readBounded({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > ANSWER_BYTES_MAX) throw new Error(`more than ${ANSWER_BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** fetch says "fetch failed" and hides why in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `nothing within ${ANSWER_WITHIN_MS / 1000} s`;
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  const code = "code" in cause ? String(cause.code) : "";
  return cause.message || code || error.message;
}

function unavailable({ url }: { readonly url: string }, what: string, cause?: unknown): Failure {
  return new Failure("source-unavailable", `The schema registry at ${url} ${what}.`, { cause });
}
