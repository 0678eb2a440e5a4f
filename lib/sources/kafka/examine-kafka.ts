import kafkajs from "kafkajs";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import type { KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import { silentLog } from "@/lib/platform/log";
import { toKafkaOptions } from "./kafka-options";
import type { WantedTopics } from "./topic-patterns";
import { TopicWatch } from "./topic-watch";

/** Connects once, reads which of the wanted topics there are, and leaves. Throws what the brokers say. */
export async function examineKafka(
  source: KafkaSourceConfiguration,
  rules: readonly DecodeRule[],
): Promise<WantedTopics> {
  const kafka = new kafkajs.Kafka(toKafkaOptions(source, { clientId: "throughline-doctor", log: silentLog }));
  const watch = new TopicWatch(kafka, rules);
  try {
    return await watch.readTopics();
  } finally {
    await watch.close();
  }
}
