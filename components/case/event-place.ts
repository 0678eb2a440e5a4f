import type { CaseEventWithPayload } from "@/lib/api/contract/cases";
import { isEngineEvent } from "./timeline-rows";

type EventPlace = readonly { name: string; value: string }[];
type Placed = Pick<CaseEventWithPayload, "kind" | "source" | "stream" | "position" | "record">;

/** Where an event was read, in its source's own words: an engine's record has a place in the engine and one on the topic. */
export function eventPlace(event: Placed): EventPlace {
  if (!isEngineEvent(event)) return recordPlace(event.record);
  const { topic, stream, position } = event.record;
  return [
    { name: "engine", value: event.source },
    { name: "engine partition", value: partitionOf(event.stream) },
    { name: "engine position", value: String(event.position) },
    { name: "topic", value: topic },
    { name: "partition", value: partitionOf(stream) },
    { name: "offset", value: String(position) },
  ];
}

function recordPlace({ source, topic, stream, position }: Placed["record"]): EventPlace {
  const isKafka = stream === `${topic}/${partitionOf(stream)}` && /^\d+$/.test(partitionOf(stream));
  if (!isKafka) {
    return [
      { name: "source", value: source },
      { name: "stream", value: stream },
      { name: "position", value: String(position) },
    ];
  }
  return [
    { name: "cluster", value: source },
    { name: "topic", value: topic },
    { name: "partition", value: partitionOf(stream) },
    { name: "offset", value: String(position) },
  ];
}

function partitionOf(stream: string): string {
  return stream.slice(stream.lastIndexOf("/") + 1);
}
