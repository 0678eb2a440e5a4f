import { processHref } from "../process/process-href";

export function conformanceHref(processId: string): string {
  return `${processHref(processId)}/conformance`;
}
