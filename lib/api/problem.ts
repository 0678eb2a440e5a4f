import type { Problem } from "@/lib/api/contract/values";
import { Failure, type FailureCode } from "@/lib/domain/failure";
import { toDatabaseFailure } from "@/lib/query/database";

/** The one place that maps failures to HTTP. */
const ANSWERS: Readonly<Record<FailureCode, { readonly status: number; readonly title: string }>> = {
  "bad-request": { status: 400, title: "Request not understood" },
  unauthenticated: { status: 401, title: "Not signed in" },
  forbidden: { status: 403, title: "Not allowed" },
  "not-found": { status: 404, title: "Not found" },
  conflict: { status: 409, title: "Conflict" },
  "too-large": { status: 413, title: "Too large" },
  unsupported: { status: 422, title: "Not offered" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  "source-unavailable": { status: 503, title: "A connected system does not answer" },
  "database-unavailable": { status: 503, title: "Database not available" },
  misconfigured: { status: 503, title: "Configuration is wrong" },
  "stream-lost": { status: 409, title: "Stream belongs to another worker" },
  "rules-changed": { status: 409, title: "Rules have changed meanwhile" },
};

const BUG = "An error of ours; the server's log has it under the request id.";

/** Problem details (RFC 9457) of whatever was thrown. A bug of ours shows no internals: its cause is in the log. */
export function toProblem(thrown: unknown, requestId: string): Problem {
  const error = toDatabaseFailure(thrown);
  if (!(error instanceof Failure)) {
    return { type: "about:blank", title: "Internal error", status: 500, detail: BUG, requestId };
  }
  const { status, title } = ANSWERS[error.code];
  return {
    type: `urn:throughline:problem:${error.code}`,
    title,
    status,
    detail: error.message,
    requestId,
    ...(error.problems.length === 0 ? {} : { errors: error.problems.map((problem) => ({ ...problem })) }),
  };
}

const RETRY_AFTER_S: Readonly<Record<number, number>> = { 429: 60, 503: 5 };

export function problemResponse(problem: Problem, thrown?: unknown): Response {
  const asked = thrown instanceof Failure ? thrown.retryAfterS : null;
  const retryAfterS = asked ?? RETRY_AFTER_S[problem.status];
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(problem.status === 401 ? { "www-authenticate": 'Bearer realm="throughline"' } : {}),
      ...(retryAfterS === undefined ? {} : { "retry-after": String(retryAfterS) }),
    },
  });
}
