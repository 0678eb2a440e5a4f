import type { EngineAnswer } from "../engine";

/** gRPC status codes (https://grpc.github.io/grpc/core/md_doc_statuscodes.html), as far as the engine uses them. */
const CODE = {
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  unimplemented: 12,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/**
 * UNAVAILABLE is also what a call gets whose connection broke after the engine had it ("Connection dropped"). Only of what
 * never had a connection it is known that nothing was done.
 */
const NEVER_ASKED =
  /No connection established|Name resolution failed|Failed to parse DNS|Channel closed before call started|Stream refused by server|connect E[A-Z]+|getaddrinfo/;

/** What a failed gRPC call means to an operator, with the engine's own words. */
export function toEngineAnswer(error: unknown): EngineAnswer {
  const said = engineWords(error);
  switch (readCode(error)) {
    case CODE.notFound:
      return { outcome: "gone", why: said };
    case CODE.invalidArgument:
    case CODE.failedPrecondition:
    case CODE.unimplemented:
      return { outcome: "refused", why: said };
    case CODE.unauthenticated:
    case CODE.permissionDenied:
      return { outcome: "unauthorised", why: `the engine does not accept our credentials: ${said}` };
    case CODE.unavailable:
      if (!NEVER_ASKED.test(said))
        return { outcome: "unknown", why: `the connection broke while it was asked: ${said}` };
      return { outcome: "unavailable", why: `the engine cannot be reached: ${said}` };
    case CODE.resourceExhausted:
      return { outcome: "unavailable", why: `the engine is overloaded: ${said}`, tooMuch: { retryAfterMs: null } };
    case CODE.deadlineExceeded:
      return { outcome: "unknown", why: `the engine did not answer in time: ${said}` };
    default:
      return { outcome: "unknown", why: said };
  }
}

function readCode(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "number" ? error.code : null;
}

/** `details` holds what the engine wrote; `message` repeats it behind the code. */
function engineWords(error: unknown): string {
  if (typeof error === "object" && error !== null && "details" in error && typeof error.details === "string") {
    if (error.details !== "") return error.details;
  }
  return error instanceof Error ? error.message : String(error);
}
