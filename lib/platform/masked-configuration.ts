import type { Configuration } from "./configuration-schema";

const SECRET_FIELDS = new Set(["password", "passphrase", "token", "clientSecret", "controlToken"]);
const MASK = "•••";

/** What `throughline config print` shows: everything that is in force, with every secret covered. */
export function maskedConfiguration(configuration: Configuration): unknown {
  return masked(configuration, "");
}

function masked(value: unknown, field: string): unknown {
  if (Array.isArray(value)) return value.map((item) => masked(item, field));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, masked(item, key)]));
  }
  if (typeof value !== "string") return value;
  if (SECRET_FIELDS.has(field)) return MASK;
  return maskedUrl(value);
}

/** A URL may carry a password between its user and its host, also one of a database. */
function maskedUrl(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/[^:/@\s]*):[^/\s]*@/i, `$1:${MASK}@`);
}
