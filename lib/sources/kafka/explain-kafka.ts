import { Failure } from "@/lib/domain/failure";
import type { KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";

type Connection = Pick<KafkaSourceConfiguration, "brokers" | "ssl" | "tls" | "sasl">;

const LENGTH_MAX = 500;
const UNTRUSTED = /self-signed|unable to (verify|get)|issuer certificate|certificate chain/i;
const WRONG_NAME = /does not match certificate|altnames/i;
const CERTIFICATE_WANTED = /certificate required|bad certificate|alert certificate|unknown ca|handshake failure/i;
const REFUSED = /authentication failed|invalid credentials|does not support the requested SASL mechanism/i;
const SHUT = /closed connection|disconnected|ECONNRESET|socket hang up|wrong version number|packet length/i;

/** What is wrong with the connection to a cluster, and which setting to look at, in words that hold no secret. */
export function explainKafka(error: unknown, connection: Connection): string {
  const message = deepestMessage(error);
  const hint = error instanceof Failure ? "" : hintFor(message, connection);
  const sentence = `Kafka at ${connection.brokers.join(", ")}: ${message || "no reason given"}`;
  return `${sentence}${hint === "" ? "" : `. ${hint}`}`.slice(0, LENGTH_MAX);
}

function hintFor(message: string, { ssl, tls, sasl }: Connection): string {
  const isTls = ssl || tls !== null;
  if (WRONG_NAME.test(message)) return "Its certificate is for another name: set tls.serverName to that name.";
  if (UNTRUSTED.test(message)) return "Its certificate is not trusted: name its authority's PEM file in tls.ca.";
  if (CERTIFICATE_WANTED.test(message)) return "It wants a certificate of ours: check tls.cert and tls.key.";
  if (REFUSED.test(message)) return sasl === null ? "" : refusedHint(sasl);
  if (!SHUT.test(message)) return "";
  if (sasl === null && !isTls) return "If it wants TLS or a sign-in, set ssl, tls or sasl.";
  return isTls
    ? "Does this port speak TLS, and are tls.cert and tls.key right?"
    : "Does this port want TLS (ssl: true)?";
}

function refusedHint({ mechanism, username }: NonNullable<Connection["sasl"]>): string {
  if (mechanism === "oauthbearer") return "The brokers do not take this token: check the settings of sasl.";
  return `The brokers do not take user "${username}" with ${mechanism}: check username, password and mechanism of sasl.`;
}

/** kafkajs wraps what went wrong into what it did about it; what we say ourselves is said already. */
function deepestMessage(error: unknown): string {
  let at: unknown = error;
  let message = error instanceof Error ? error.message : String(error);
  for (let depth = 0; depth < 5 && at instanceof Error && !(at instanceof Failure); depth += 1) {
    at = at.cause;
    if (at instanceof Error && at.message !== "") message = at.message;
  }
  return message;
}
