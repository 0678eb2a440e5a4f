import kafkajs, { type KafkaConfig, type LogEntry, type SASLOptions } from "kafkajs";
import type { KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import type { Log } from "@/lib/platform/log";

const { logLevel } = kafkajs;

type Connection = Pick<KafkaSourceConfiguration, "brokers" | "ssl" | "sasl">;

/** How kafkajs connects. It gives up early: we try again by ourselves, and say so meanwhile. */
export function toKafkaOptions(
  { brokers, ssl, sasl }: Connection,
  { clientId, log }: { clientId: string; log: Log },
): KafkaConfig {
  return {
    clientId,
    brokers: [...brokers],
    ssl,
    ...(sasl === null ? {} : { sasl: sasl as SASLOptions }),
    connectionTimeout: 3_000,
    authenticationTimeout: 5_000,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 200, maxRetryTime: 2_000, retries: 3, restartOnFailure: async () => false },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => log.debug({ kafkajs: wordsOf(entry) }, "kafkajs"),
  };
}

/** kafkajs is loud about what it then mends; what lasts is reported by the source itself. */
function wordsOf({ namespace, log }: LogEntry): string {
  const error = typeof log["error"] === "string" ? `: ${log["error"]}` : "";
  return `${namespace} ${log.message}${error}`;
}
