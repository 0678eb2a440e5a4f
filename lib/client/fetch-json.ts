import {
  type Call,
  type CallBodyInput,
  type CallParams,
  type CallReply,
  callPath,
  searchText,
} from "@/lib/api/contract/call";
import { type ApiProblem, toApiProblem, unreachable } from "./api-problem";

type Search = Parameters<typeof searchText>[0];
export type CallOptions<Of extends Call> = {
  readonly params?: CallParams<Of>;
  readonly query?: Search;
  readonly body?: CallBodyInput<Of>;
  /** A body that is no JSON, sent as it is; a header names what it is. */
  readonly file?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

/** Long enough for the slowest query, short enough that a person does not think the page is dead. */
const TIMEOUT_MS = 30_000;

/** Asks one call of the contract. The reply is the contract's type, for the server validated it; a failure is an ApiProblem. */
export async function fetchJson<Of extends Call>(call: Of, options: CallOptions<Of> = {}): Promise<CallReply<Of>> {
  const response = await ask(call, options);
  return (typeof call.reply === "string" ? response.text() : response.json()) as Promise<CallReply<Of>>;
}

/** The same with the status, for calls that answer differently by it. */
export async function ask<Of extends Call>(call: Of, options: CallOptions<Of>): Promise<Response> {
  const { params = {}, query = {}, body, file, headers = {}, signal } = options;
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(`${callPath(call.path, params)}${searchText(query)}`, {
    method: call.method,
    headers: { accept: "application/json, */*;q=0.5", ...(body === undefined ? {} : JSON_BODY), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(file === undefined ? {} : { body: file }),
    credentials: "same-origin",
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  }).catch((cause: unknown): never => {
    if (signal?.aborted) throw cause;
    throw unreachable(cause);
  });
  if (response.ok) return response;
  throw (await toApiProblem(response)) satisfies ApiProblem;
}

const JSON_BODY = { "content-type": "application/json" };
