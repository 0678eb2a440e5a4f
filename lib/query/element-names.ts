import type { Activity } from "@/lib/domain/activity";
import type { Sql } from "@/lib/store/database";
import { readDefinitions } from "@/lib/store/read/definitions";
import { readDiagramElements } from "./diagram/diagram-elements";

type Words = Pick<Activity, "kind" | "producer" | "name" | "channel">;

/** What a person calls these activities: an event by its type, an element by its name in the newest diagram that has one. */
export async function toElementName(sql: Sql, activities: Iterable<Words>): Promise<(activity: Words) => string> {
  const processes = new Set<string>();
  for (const activity of activities) if (activity.kind === "element") processes.add(processOf(activity));
  const names = processes.size === 0 ? new Map<string, string>() : await readNames(sql, processes);
  return (activity) =>
    (activity.kind === "element" ? names.get(`${processOf(activity)} ${activity.name}`) : undefined) ?? activity.name;
}

const processOf = ({ channel, producer }: Words): string => `${channel}:${producer}`;

/** The newest version of each process comes first: a name that it gives is not given again. */
async function readNames(sql: Sql, processes: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const definitions = (await readDefinitions(sql)).filter(
    ({ hasXml, source, bpmnProcessId }) => hasXml && processes.has(`${source}:${bpmnProcessId}`),
  );
  for (const { definitionId, source, bpmnProcessId } of definitions) {
    for (const { elementId, name } of await readDiagramElements(sql, definitionId)) {
      const key = `${source}:${bpmnProcessId} ${elementId}`;
      if (name !== "" && !names.has(key)) names.set(key, name.replace(/\s+/g, " "));
    }
  }
  return names;
}
