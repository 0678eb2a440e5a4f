import kafkajs from "kafkajs";
import { Failure } from "@/lib/domain/failure";
import type { KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import { silentLog } from "@/lib/platform/log";
import type { StreamExtent } from "../source";
import { toKafkaOptions } from "./kafka-options";
import { TopicWatch } from "./topic-watch";

/** From where to where a partition reaches now; null when there is no such partition. Connects once and leaves. */
export async function readKafkaExtent(
  source: KafkaSourceConfiguration,
  { topic, stream }: { readonly topic: string; readonly stream: string },
): Promise<StreamExtent | null> {
  const kafka = new kafkajs.Kafka(toKafkaOptions(source, { clientId: "throughline-resume", log: silentLog }));
  const watch = new TopicWatch(kafka, []);
  try {
    const extents = await watch.readExtents([topic]);
    return extents.find((extent) => extent.stream === stream) ?? null;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Failure("source-unavailable", `Kafka at ${source.brokers.join(", ")} does not tell of ${topic}: ${why}`, {
      cause,
    });
  } finally {
    await watch.close();
  }
}
