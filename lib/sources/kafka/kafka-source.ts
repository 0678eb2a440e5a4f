import kafkajs from "kafkajs";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import { type SourceName, toSourceName } from "@/lib/domain/identifiers";
import { pause } from "@/lib/platform/clock";
import type { KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import type { Log } from "@/lib/platform/log";
import type { Source, SourceDesk } from "../source";
import { registerCodecs } from "./compression";
import { explainKafka } from "./explain-kafka";
import { toKafkaOptions } from "./kafka-options";
import { runKafkaSession } from "./kafka-session";
import { withReadableValues } from "./schema-registry/readable-values";
import { createSchemaRegistry } from "./schema-registry/schema-registry";
import { endFetchersOfStoppedConsumers } from "./stopped-runner";
import { TopicWatch } from "./topic-watch";

export type KafkaSourceOptions = {
  readonly configuration: KafkaSourceConfiguration;
  readonly rules: readonly DecodeRule[];
  readonly log: Log;
  /** Different at each start of a worker. */
  readonly bootId: string;
  readonly batchRecords: number;
};

const FIRST_PAUSE_MS = 500;
const LAST_PAUSE_MS = 5_000;
/** A session that lived that long was not what failed: the next pause is a short one again. */
const LONG_SESSION_MS = 30_000;

/**
 * Reads the topics of a cluster. Each session has a consumer group of its own, so that it joins in 0.2 s: a group that a
 * dead member is still counted in would be waited for until that one's session ends, 30 s. Which worker reads what is
 * decided by the desk, and everything else is paused here. Positions live with the projection; Kafka is told of them only
 * when `commitOffsets` asks for it.
 */
export function createKafkaSource(options: KafkaSourceOptions): Source {
  registerCodecs();
  endFetchersOfStoppedConsumers();
  const name = toSourceName(options.configuration.id);
  const { schemaRegistry } = options.configuration;
  const registry = schemaRegistry === null ? null : createSchemaRegistry(schemaRegistry);
  return {
    name,
    run: (desk, signal) =>
      runForEver(options, { name, desk: registry === null ? desk : withReadableValues(desk, registry), signal }),
  };
}

type Connection = { readonly kafka: kafkajs.Kafka; readonly watch: TopicWatch };
type Running = { readonly name: SourceName; readonly desk: SourceDesk; readonly signal: AbortSignal };

async function runForEver(options: KafkaSourceOptions, { name, desk, signal }: Running): Promise<void> {
  const { configuration, rules, log, bootId, batchRecords } = options;
  const { commitOffsets } = configuration;
  const clientId = `throughline-${configuration.id}`;
  let connection: Connection | null = null;
  const connect = (): Connection => {
    const kafka = new kafkajs.Kafka(toKafkaOptions(configuration, { clientId, log }));
    return { kafka, watch: new TopicWatch(kafka, rules) };
  };
  let told: unknown = null;
  const onFailure = (error: unknown) => {
    if (error === told) return;
    told = error;
    const detail = explainKafka(error, configuration);
    desk.report({ state: "degraded", detail });
    log.warn({ detail }, "reading from Kafka failed; it is tried again");
  };
  let waitMs = FIRST_PAUSE_MS;
  let sessions = 0;
  while (!signal.aborted) {
    const startedAt = performance.now();
    const groupId = `${clientId}-${bootId}-${++sessions}`;
    try {
      connection ??= connect();
      await runKafkaSession(
        { ...connection, name, desk, groupId, batchRecords, log, commitOffsets, onFailure },
        signal,
      );
      waitMs = FIRST_PAUSE_MS;
    } catch (error) {
      onFailure(error);
      await connection?.watch.close();
      connection = null; // certificates may have been renewed meanwhile
      waitMs = performance.now() - startedAt > LONG_SESSION_MS ? FIRST_PAUSE_MS : Math.min(waitMs * 2, LAST_PAUSE_MS);
      await pause(waitMs, signal);
    }
  }
  await connection?.watch.close();
}
