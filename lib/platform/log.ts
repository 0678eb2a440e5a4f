import pino, { type Logger } from "pino";

export type Log = Logger;

/** Names of fields that may hold a secret; their values never reach a log line. */
const SECRETS = ["password", "passphrase", "token", "clientSecret", "controlToken", "authorization", "cookie", "sasl"];

/** JSON lines on stderr: stdout belongs to what a command prints for people and pipes. */
export function createLog(component: string, level = "info"): Log {
  return pino(
    {
      level,
      base: { component },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: "•••" },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

/** For tests and one-shot commands that report by other means. */
export const silentLog: Log = pino({ level: "silent" });
