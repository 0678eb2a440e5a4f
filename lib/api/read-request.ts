import type { z } from "zod";
import type { Call } from "@/lib/api/contract/call";
import { Failure, type FieldProblem } from "@/lib/domain/failure";
import { closestWord } from "@/lib/platform/closest-word";

const BODY_BYTES_MAX = 1_000_000;

/** The parameters of the call's path, each decoded once, from the URL as it was sent. */
export function readParams({ path }: Call, url: URL): Record<string, string> {
  const sent = url.pathname.split("/");
  const params: Record<string, string> = {};
  for (const [index, part] of path.split("/").entries()) {
    if (!part.startsWith("{")) continue;
    params[part.slice(1, -1)] = decodeSegment(sent[index] ?? "");
  }
  return params;
}

function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Failure("bad-request", `"${text}" in the path is not valid percent-encoding.`);
  }
}

/** Query parameters, checked. One that the call does not know is refused: a mistyped filter would show too much. */
export function readQuery({ query }: Call, url: URL): unknown {
  const known = Object.keys(query?.shape ?? {});
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(url.searchParams.keys())) {
    if (!known.includes(name)) throw unknownParameter(name, known);
    const sent = url.searchParams.getAll(name).filter((value) => value !== "");
    const [first, ...others] = sent;
    if (first !== undefined) values[name] = others.length === 0 ? first : sent;
  }
  return query === undefined ? {} : checked(query, values, "query parameters");
}

function unknownParameter(name: string, known: readonly string[]): Failure {
  const meant = closestWord(name, known);
  const hint =
    known.length === 0
      ? "This call takes none."
      : meant === null
        ? `Known are: ${known.join(", ")}.`
        : `Did you mean "${meant}"?`;
  const problems = [{ pointer: `/${escapePointer(name)}`, detail: "unknown" }];
  return new Failure("bad-request", `There is no query parameter "${name}". ${hint}`, { problems });
}

/** The JSON body, bounded in size and checked. */
export async function readBody({ body }: Call, request: Request): Promise<unknown> {
  if (body === undefined) return undefined;
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new Failure("bad-request", `Send this body as application/json; it came as ${type || "nothing named"}.`);
  }
  const text = await readText(request, BODY_BYTES_MAX);
  return checked(body, parse(text), "body");
}

/** The body as text, given up as soon as it is larger than allowed, whatever Content-Length says. */
export async function readText(request: Request, bytesMax: number): Promise<string> {
  return (await readBytes(request, bytesMax)).toString("utf8");
}

/** The same as bytes. */
export async function readBytes(request: Request, bytesMax: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new Failure("too-large", `The body is larger than ${bytesMax} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure("bad-request", "The body is not valid JSON.", { cause });
  }
}

function checked(schema: z.ZodType, value: unknown, what: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap(toFieldProblems);
  const first = problems[0];
  const detail = first === undefined ? "" : ` ${first.pointer}: ${first.detail}`;
  throw new Failure("bad-request", `The ${what} cannot be used:${detail}`, { problems });
}

/** A key that is not known is a problem of that key, not of the object that it stands in. */
function toFieldProblems(issue: z.core.$ZodIssue): readonly FieldProblem[] {
  const path = issue.path.map((part) => String(part));
  const at = (names: readonly string[]) => names.map((name) => `/${escapePointer(name)}`).join("");
  if (issue.code !== "unrecognized_keys") return [{ pointer: at(path), detail: issue.message }];
  return issue.keys.map((key) => ({ pointer: at([...path, key]), detail: "unknown" }));
}

const escapePointer = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");
