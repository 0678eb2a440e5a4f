import { z } from "zod";

/** What an operator may ask of the outside world; API.md's list, which outsiders rely on. */
export const OPERATION_ACTIONS = [
  "retry-incident",
  "edit-and-retry",
  "replay-record",
  "publish-record",
  "correlate-message",
  "cancel-instance",
  "modify-instance",
  "migrate-instance",
  "suspend-instance",
  "resume-instance",
  "restart-instance",
  "set-variables",
  "complete-user-task",
  "assign-user-task",
  "resolve-incident",
  "archive-incident",
] as const;

export const OperationAction = z.enum(OPERATION_ACTIONS);
export type OperationAction = z.infer<typeof OperationAction>;
