import { readFileSync } from "node:fs";
import kafkajs, { type KafkaConfig, type LogEntry, type SASLOptions } from "kafkajs";
import { Failure } from "@/lib/domain/failure";
import type { KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import type { Log } from "@/lib/platform/log";
import { createTokenProvider } from "./oauth-token";

const { logLevel } = kafkajs;

type Connection = Pick<KafkaSourceConfiguration, "brokers" | "ssl" | "tls" | "sasl">;

/**
 * How kafkajs connects. It gives up early: we try again by ourselves, and say so meanwhile. Certificates are read now, so
 * that renewed ones count from the next call on. Throws a `Failure` that names the file that cannot be read.
 */
export function toKafkaOptions(connection: Connection, { clientId, log }: { clientId: string; log: Log }): KafkaConfig {
  return {
    clientId,
    brokers: [...connection.brokers],
    ssl: toTls(connection),
    ...toSasl(connection),
    connectionTimeout: 3_000,
    authenticationTimeout: 8_000,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 200, maxRetryTime: 2_000, retries: 3, restartOnFailure: async () => false },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => log.debug({ kafkajs: wordsOf(entry) }, "kafkajs"),
  };
}

function toTls({ ssl, tls }: Connection): NonNullable<KafkaConfig["ssl"]> {
  if (tls === null) return ssl;
  const { ca, cert, key, passphrase, serverName } = tls;
  return {
    ...(ca === null ? {} : { ca: readPem("ca", ca) }),
    ...(cert === null ? {} : { cert: readPem("cert", cert) }),
    ...(key === null ? {} : { key: readPem("key", key) }),
    ...(passphrase === null ? {} : { passphrase }),
    ...(serverName === null ? {} : { servername: serverName }),
  };
}

function readPem(setting: string, file: string): string {
  try {
    const text = readFileSync(file, "utf8");
    if (text.includes("-----BEGIN ")) return text;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Failure("misconfigured", `The file of tls.${setting} cannot be read: ${why}`, { cause });
  }
  throw new Failure("misconfigured", `The file of tls.${setting}, ${file}, is not in PEM ("-----BEGIN …").`);
}

function toSasl({ sasl }: Connection): { readonly sasl?: SASLOptions } {
  if (sasl === null) return {};
  const { mechanism, username, password } = sasl;
  if (mechanism === "oauthbearer") return { sasl: { mechanism, oauthBearerProvider: createTokenProvider(sasl) } };
  return { sasl: { mechanism, username: username ?? "", password: password ?? "" } as SASLOptions };
}

/** kafkajs is loud about what it then mends; what lasts is reported by the source itself. */
function wordsOf({ namespace, log }: LogEntry): string {
  const error = typeof log["error"] === "string" ? `: ${log["error"]}` : "";
  return `${namespace} ${log.message}${error}`;
}
