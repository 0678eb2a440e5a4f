import type { Incident } from "@/lib/api/contract/cases";

/** A case that waits too long is an incident that no engine reported: it has no element, version or job. */
export const STUCK_KIND = "stuck";

type Place = Pick<Incident, "processId" | "processName" | "version" | "elementId">;

/** The element in its process; for stuck cases the process. */
export function placeHref({ processId, version, elementId }: Place): string {
  const process = `/processes/${encodeURIComponent(processId)}`;
  return version > 0 ? `${process}?version=${version}&element=${encodeURIComponent(elementId)}` : process;
}

export function processOf({ processName, version }: Place): string {
  return version > 0 ? `${processName}, version ${version}` : processName;
}
