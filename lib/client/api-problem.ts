import { Problem } from "@/lib/api/contract/values";

/** What the server, or the way to it, said. `status` 0: it could not be reached. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly title: string;
  readonly requestId: string | null;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
  /** When it was said: shown and copied with the request id. */
  readonly at: Date;

  constructor(problem: Problem, cause?: unknown) {
    super(problem.detail, cause === undefined ? {} : { cause });
    this.name = "ApiProblem";
    this.status = problem.status;
    this.title = problem.title;
    this.requestId = problem.requestId ?? null;
    this.errors = problem.errors ?? [];
    this.at = new Date();
  }
}

export function unreachable(cause: unknown): ApiProblem {
  const detail =
    "The server did not answer. It may be restarting, or this browser is offline; it is asked again by itself.";
  return new ApiProblem({ type: "about:blank", title: "Server not reachable", status: 0, detail }, cause);
}

/** A reply that is not 2xx, with problem details or (from a proxy in between) without. */
export async function toApiProblem(response: Response): Promise<ApiProblem> {
  const text = await response.text().catch(() => "");
  const problem = Problem.safeParse(parsed(text));
  if (problem.success) return new ApiProblem(problem.data);
  const detail = `The answer held no problem details, so it may come from a proxy in between. It began: ${text.slice(0, 200)}`;
  return new ApiProblem({
    type: "about:blank",
    title: response.statusText || "Request failed",
    status: response.status,
    detail,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
