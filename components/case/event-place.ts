import type { CaseEvent } from "@/lib/api/contract/cases";
import { isEngineEvent } from "./timeline-rows";

type EventPlace = readonly { name: string; value: string }[];

/** Where the record stands in its source, in that source's own words. */
export function eventPlace(event: Pick<CaseEvent, "kind" | "source" | "stream" | "position">): EventPlace {
  const slash = event.stream.lastIndexOf("/");
  const head = event.stream.slice(0, Math.max(0, slash));
  const tail = event.stream.slice(slash + 1);
  const position = String(event.position);
  if (isEngineEvent(event)) {
    return [
      { name: "engine", value: event.source },
      { name: "partition", value: tail },
      { name: "position", value: position },
    ];
  }
  if (head === "" || !/^\d+$/.test(tail)) {
    return [
      { name: "source", value: event.source },
      { name: "stream", value: event.stream },
      { name: "position", value: position },
    ];
  }
  return [
    { name: "cluster", value: event.source },
    { name: "topic", value: head },
    { name: "partition", value: tail },
    { name: "offset", value: position },
  ];
}
