import type { Camunda7SourceConfiguration } from "@/lib/platform/configuration-schema";

/** What went wrong with a request, so that an operator can act on it. `said` is the engine's own words, "" for none. */
export type RestProblem =
  | { readonly kind: "unreachable"; readonly said: string }
  | { readonly kind: "timeout"; readonly said: string }
  | { readonly kind: "lost"; readonly said: string }
  | { readonly kind: "status"; readonly status: number; readonly type: string; readonly said: string }
  | { readonly kind: "not-json"; readonly said: string };

export class RestError extends Error {
  readonly problem: RestProblem;
  readonly retryAfterMs: number;

  constructor(problem: RestProblem, retryAfterMs = 0) {
    super(inWords(problem));
    this.name = "RestError";
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

export type RestRequest = {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the engine's URL; ids in it are encoded by the caller. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
};

type Access = Pick<Camunda7SourceConfiguration, "url" | "username" | "password" | "token" | "timeoutMs">;

const SAID_LENGTH_MAX = 500;
const BODY_BYTES_MAX = 64 * 1024 * 1024;
/** Errors in which no request has left this machine. */
const NOT_SENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT/;

/**
 * The REST API of one engine of the Camunda 7 family. A request is sent once, is bounded in time and in what it reads, and
 * follows no redirect: an address that was allowed must not lead to one that was not, with our credentials.
 */
export class EngineRest {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #timeoutMs: number;

  constructor({ url, username, password, token, timeoutMs }: Access) {
    this.#url = url.replace(/\/+$/, "");
    const basic = username === null ? null : Buffer.from(`${username}:${password ?? ""}`).toString("base64");
    const authorization = token !== null ? `Bearer ${token}` : basic === null ? null : `Basic ${basic}`;
    this.#headers = { accept: "application/json", ...(authorization === null ? {} : { authorization }) };
    this.#timeoutMs = timeoutMs;
  }

  /** The parsed answer; null for one without content. Throws RestError. */
  async ask(request: RestRequest, signal?: AbortSignal): Promise<unknown> {
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    try {
      const response = await this.#send(request, signal === undefined ? timeout : AbortSignal.any([timeout, signal]));
      return await readAnswer(response);
    } catch (error) {
      if (error instanceof RestError) throw error;
      const said = reasonOf(error);
      if (timeout.aborted)
        throw new RestError({ kind: "timeout", said: `no answer within ${this.#timeoutMs / 1000} s` });
      throw new RestError({ kind: NOT_SENT.test(said) ? "unreachable" : "lost", said });
    }
  }

  #send({ method = "GET", path, query = {}, body }: RestRequest, signal: AbortSignal): Promise<Response> {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = body === undefined ? this.#headers : { ...this.#headers, "content-type": "application/json" };
    const address = `${this.#url}${path}${search === "" ? "" : `?${search}`}`;
    return fetch(address, { method, headers, redirect: "manual", signal, ...content });
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  const text = await readBounded(response);
  const isJson = /\bjson\b/i.test(response.headers.get("content-type") ?? "");
  if (response.status >= 300) {
    const retryAfterMs = Number(response.headers.get("retry-after") ?? 0) * 1000 || 0;
    const { type, said } = isJson ? errorIn(text) : { type: "", said: "" };
    throw new RestError({ kind: "status", status: response.status, type, said }, retryAfterMs);
  }
  if (response.status === 204 || text === "") return null;
  if (!isJson) throw new RestError({ kind: "not-json", said: firstWords(text) });
  try {
    return JSON.parse(text);
  } catch {
    throw new RestError({ kind: "not-json", said: firstWords(text) });
  }
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw new RestError({ kind: "not-json", said: `more than ${BODY_BYTES_MAX} bytes` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function errorIn(text: string): { readonly type: string; readonly said: string } {
  try {
    const { type, message } = JSON.parse(text) as { type?: unknown; message?: unknown };
    return { type: typeof type === "string" ? type : "", said: String(message ?? "").slice(0, SAID_LENGTH_MAX) };
  } catch {
    return { type: "", said: firstWords(text) };
  }
}

const firstWords = (text: string) => text.trim().slice(0, 80).replace(/\s+/g, " ");

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const words = cause instanceof Error && cause.message !== "" ? cause.message : String(error);
  return words.includes(code) ? words : `${code} ${words}`.trim();
}

function inWords(problem: RestProblem): string {
  switch (problem.kind) {
    case "unreachable":
      return `cannot be reached (${problem.said}): check its url, and that it runs`;
    case "timeout":
      return `is slow: ${problem.said}`;
    case "lost":
      return `broke the connection: ${problem.said}`;
    case "not-json":
      return `answers something that is not JSON ("${problem.said}"): check that its url ends in /engine-rest`;
    case "status":
      return statusInWords(problem);
  }
}

function statusInWords({ status, said }: Extract<RestProblem, { kind: "status" }>): string {
  if (status === 401 || status === 403)
    return `does not accept our credentials (${status}): check username and password, or token`;
  if (status < 400) return `redirects to another address (${status}), which is not followed: name the final url`;
  if (status === 404 && said === "") return "answers 404: check that its url ends in /engine-rest";
  return said === "" ? `answers ${status}` : `answers ${status}: ${said}`;
}
