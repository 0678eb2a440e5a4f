import type { Incident } from "@/lib/api/contract/cases";

type Place = Pick<Incident, "processId" | "processName" | "version" | "elementId">;
type Placed = Place & Pick<Incident, "type" | "id">;

/** The element in its process; for stuck cases the process, and for dead letters the record among its like. */
export function placeHref({ type, id, processId, version, elementId }: Placed): string {
  if (type === "dead-letter") return letterHref(id);
  const process = `/processes/${encodeURIComponent(processId)}`;
  return version > 0 ? `${process}?version=${version}&element=${encodeURIComponent(elementId)}` : process;
}

export const letterHref = (id: string) => `/streams?tab=dead-letters&letters=all&letter=${encodeURIComponent(id)}`;

export function processOf({ processName, version }: Place): string {
  return version > 0 ? `${processName}, version ${version}` : processName;
}
