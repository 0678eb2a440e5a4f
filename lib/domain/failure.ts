/** What went wrong, as something an operator can act on. `lib/api` maps each code to one HTTP status. */
export type FailureCode =
  | "bad-request"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "unsupported"
  | "too-large"
  | "too-many-requests"
  | "source-unavailable"
  | "database-unavailable"
  | "misconfigured"
  | "stream-lost"
  | "rules-changed";

export type FieldProblem = { readonly pointer: string; readonly detail: string };

/** Thrown for what an operator can act on; everything else that is thrown is a bug. `message` says what, where and what to do. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly problems: readonly FieldProblem[];
  /** When it makes sense to ask again; null leaves it to the kind of failure. */
  readonly retryAfterS: number | null;

  constructor(
    code: FailureCode,
    message: string,
    options: { cause?: unknown; problems?: readonly FieldProblem[]; retryAfterS?: number } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "Failure";
    this.code = code;
    this.problems = options.problems ?? [];
    this.retryAfterS = options.retryAfterS ?? null;
  }
}
