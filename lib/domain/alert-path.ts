import type { AlertRule } from "./alert-rule";

type Watched = Pick<AlertRule, "metric" | "process" | "source" | "group">;

/** Where in the console one sees what a rule watches, with its filters. */
export function alertPath({ metric, process, source, group }: Watched): string {
  switch (metric) {
    case "open-incidents":
    case "incident-rate":
    case "new-incident-group":
      return withSearch("/incidents", { process });
    case "stuck-cases":
      return withSearch("/cases", { process, stuck: "true" });
    case "throughput-p90":
      return `/processes/${encodeURIComponent(process ?? "")}`;
    case "group-lag":
      return withSearch("/streams", { tab: "consumers", source, consumer: group });
    case "source-lag":
    case "source-silent":
      return withSearch("/streams", { tab: "feeds", source });
  }
}

function withSearch(path: string, filters: Readonly<Record<string, string | null>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== null) search.append(name, value);
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}
