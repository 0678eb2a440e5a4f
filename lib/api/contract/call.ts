import type { z } from "zod";

/**
 * One call of the HTTP API. The server validates requests and replies with it, the browser derives its types from it and
 * the OpenAPI document is generated from it. Which role may call it stands at the route. `path` has parameters in braces.
 */
export type Call = {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: `/${string}`;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** A schema for JSON; a media type for what is no JSON and is not validated. */
  readonly reply: z.ZodType | `${string}/${string}`;
  /** What is accepted besides `application/json`: such a body reaches the handler unread. */
  readonly accepts?: readonly string[];
  /** What else a call may answer, by status. */
  readonly otherReplies?: Readonly<Record<number, z.ZodType>>;
  readonly status?: 200 | 202 | 204;
  readonly isPublic?: boolean;
};

/** Keeps the literal types of a call, and checks its shape. */
export function call<const Shape extends Call>(shape: Shape): Shape {
  return shape;
}

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

export type CallParams<Of extends Call> = { readonly [Name in ParamNames<Of["path"]>]: string };
/** As the handler gets it: parsed, defaults filled in. */
export type CallQuery<Of extends Call> = Of["query"] extends z.ZodType ? z.output<Of["query"]> : Record<string, never>;
export type CallBody<Of extends Call> = Of["body"] extends z.ZodType ? z.output<Of["body"]> : undefined;
export type CallBodyInput<Of extends Call> = Of["body"] extends z.ZodType ? z.input<Of["body"]> : undefined;
export type CallReply<Of extends Call> = Of["reply"] extends z.ZodType ? z.output<Of["reply"]> : string;

/** `/api/v1/cases/{caseId}` with the parameters filled in, each as one path segment. */
export function callPath(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}

type QueryValue = string | number | boolean | readonly (string | number)[] | null | undefined;

/** Query parameters as text: absent ones are left out, lists repeat the name. Sorted, so that equal ones are equal text. */
export function searchText(query: Readonly<Record<string, QueryValue>>): string {
  const search = new URLSearchParams();
  for (const name of Object.keys(query).sort()) {
    const value = query[name];
    if (value === undefined || value === null || value === "") continue;
    for (const one of typeof value === "object" ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}
