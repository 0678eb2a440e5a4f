import { openCamunda7Engine } from "@/lib/engines/camunda7/camunda7-engine";
import { openCamunda8Engine } from "@/lib/engines/camunda8/camunda8-engine";
import type { Engine, RecordLog } from "@/lib/engines/engine";
import { openKafkaLog } from "@/lib/engines/kafka/kafka-log";
import type { Configuration, SourceConfiguration } from "@/lib/platform/configuration-schema";
import type { Engines } from "./select-targets";

/** The engines and the Kafka clusters that the configuration names. Nothing connects before something is asked of one. */
export function openEngines({ sources }: Pick<Configuration, "sources">): Engines {
  return new Map(
    sources.flatMap((source) => {
      const engine = open(source);
      return engine === null ? [] : [[source.id, engine] as const];
    }),
  );
}

function open(source: SourceConfiguration): Engine | RecordLog | null {
  switch (source.kind) {
    case "camunda8":
      return openCamunda8Engine(source);
    case "camunda7":
      return openCamunda7Engine(source);
    case "kafka":
      return openKafkaLog(source);
    default:
      return null;
  }
}
