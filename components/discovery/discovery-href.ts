import { processHref } from "../process/process-href";

export function discoveryHref(processId: string): string {
  return `${processHref(processId)}/discover`;
}
