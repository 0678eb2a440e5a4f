import type { OperationAction } from "@/lib/domain/operation-action";

const WORDS: Partial<Record<OperationAction, string>> = {
  "retry-incident": "Retry incident",
  "resolve-incident": "Resolve incident",
  "edit-and-retry": "Edit and retry",
  "cancel-instance": "Cancel process instance",
  "set-variables": "Set variables",
};

export function actionWords(action: OperationAction): string {
  return WORDS[action] ?? `${action.charAt(0).toUpperCase()}${action.slice(1).replaceAll("-", " ")}`;
}
