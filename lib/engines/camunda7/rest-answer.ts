import { RestError, type RestProblem } from "@/lib/sources/camunda7/engine-rest";
import type { EngineAnswer } from "../engine";

/** What the engine says of ids that it does not know, with 404, 400 or 500 according to the endpoint. */
const GONE =
  /cannot find|can't find|doesn't exist|does not exist|cannot be found|not found|no .+ found|is null$|with id '?[^']*'? is null/i;
const OVERLOADED = new Set([429, 503]);
const LOST_BEHIND_A_PROXY = new Set([502, 504]);
const OPTIMISTIC = /OptimisticLocking|was updated by another transaction concurrently/i;

/** What a failed command means to an operator, with the engine's own words. */
export function toEngineAnswer(error: unknown): EngineAnswer {
  if (!(error instanceof RestError)) return { outcome: "unknown", why: String(error) };
  const { problem } = error;
  const why = `the engine ${error.message}`;
  switch (problem.kind) {
    case "unreachable":
      return { outcome: "unavailable", why };
    case "timeout":
    case "lost":
      return { outcome: "unknown", why };
    case "not-json":
      return { outcome: "refused", why };
    case "status":
      return ofStatus(problem, why, error.retryAfterMs);
  }
}

/** As above, of a question that came before the command: nothing was asked of the engine yet. */
export function toAnswerBeforehand(error: unknown): EngineAnswer {
  const answer = toEngineAnswer(error);
  return answer.outcome === "unknown" ? { outcome: "unavailable", why: answer.why } : answer;
}

function ofStatus(problem: Extract<RestProblem, { kind: "status" }>, why: string, askedForMs: number): EngineAnswer {
  const { status, said, type } = problem;
  if (status === 401 || status === 403) return { outcome: "unauthorised", why };
  const words = said === "" ? String(status) : said;
  if (status === 409 || OPTIMISTIC.test(`${type} ${said}`)) {
    return { outcome: "unavailable", why: `somebody else changed it at the same time: ${words}` };
  }
  if (OVERLOADED.has(status)) {
    return {
      outcome: "unavailable",
      why: `the engine is overloaded: ${words}`,
      tooMuch: { retryAfterMs: askedForMs || null },
    };
  }
  if (LOST_BEHIND_A_PROXY.has(status)) return { outcome: "unknown", why };
  return isGone(problem) ? { outcome: "gone", why: said } : { outcome: "refused", why: said === "" ? why : said };
}

/** The server's own 404 has no words of the engine: it is the address that is wrong. */
function isGone({ status, said, type }: Extract<RestProblem, { kind: "status" }>): boolean {
  const isOfEngine = said !== "" && type !== "NotFoundException";
  return isOfEngine && (status === 404 || GONE.test(said));
}
