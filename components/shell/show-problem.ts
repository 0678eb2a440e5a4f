import { notifications } from "@mantine/notifications";
import { toShownProblem } from "./query-problem";

/** Says in a corner what was not done, until one closes it: for a press whose place on the page may be out of sight by then. */
export function showProblem(error: unknown, what: string): void {
  const { title, detail, requestId } = toShownProblem(error);
  const request = requestId === null ? "" : ` (request ${requestId})`;
  notifications.show({ title, message: `${what}: ${detail}${request}`, color: "danger", autoClose: false });
}
