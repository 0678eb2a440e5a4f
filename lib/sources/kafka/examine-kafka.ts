import kafkajs from "kafkajs";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import { Failure } from "@/lib/domain/failure";
import type { KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import { silentLog } from "@/lib/platform/log";
import { explainKafka } from "./explain-kafka";
import { toKafkaOptions } from "./kafka-options";
import { examineRegistry } from "./schema-registry/registry-client";
import type { WantedTopics } from "./topic-patterns";
import { TopicWatch } from "./topic-watch";

/** Nobody waits for records meanwhile, and what is really wrong comes out only after some attempts. */
const ANSWER_WITHIN_MS = 20_000;

/** Connects once, reads which of the wanted topics there are, asks the schema registry, and leaves. Throws a `Failure`. */
export async function examineKafka(
  source: KafkaSourceConfiguration,
  rules: readonly DecodeRule[],
): Promise<WantedTopics> {
  const wanted = await readWanted(source, rules);
  if (source.schemaRegistry !== null) await examineRegistry(source.schemaRegistry);
  return wanted;
}

async function readWanted(source: KafkaSourceConfiguration, rules: readonly DecodeRule[]): Promise<WantedTopics> {
  let watch: TopicWatch | null = null;
  try {
    const kafka = new kafkajs.Kafka(toKafkaOptions(source, { clientId: "throughline-doctor", log: silentLog }));
    watch = new TopicWatch(kafka, rules, ANSWER_WITHIN_MS);
    return await watch.readTopics();
  } catch (cause) {
    throw new Failure("source-unavailable", explainKafka(cause, source), { cause });
  } finally {
    await watch?.close();
  }
}
