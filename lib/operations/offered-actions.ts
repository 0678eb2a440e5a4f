import type { OperationAction } from "@/lib/domain/operation-action";

/** Where each action of the API is offered; the others say so with 422. */
const OFFERED: Partial<Record<OperationAction, string>> = {
  "retry-incident": "Camunda 8, Camunda 7 family",
  "resolve-incident": "Camunda 8, Camunda 7 family",
};

export const isOffered = (action: OperationAction): boolean => OFFERED[action] !== undefined;

export function whyNotOffered(action: OperationAction): string {
  const offered = Object.entries(OFFERED).map(([name, engines]) => `${name} (${engines})`);
  return `${action} is not offered by any connected engine yet. Offered are: ${offered.join(", ")}.`;
}

/** What an action does, as the confirmation says it. */
export function effectOf(action: OperationAction, count: number): string {
  const incidents = count === 1 ? "1 incident" : `${count} incidents`;
  if (action === "retry-incident") {
    return `The engine gets new retries for the job of ${incidents} and takes them as resolved; the jobs run again at once. A job that fails again opens a new incident.`;
  }
  return `The engine takes ${incidents} as resolved and goes on from there, without giving the job new retries.`;
}
