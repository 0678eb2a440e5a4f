import { createHash } from "node:crypto";

/**
 * The same parts give the same id, in the form of a UUID. A service that handles a record again after a crash says the
 * same thing under the same id, and whoever hears it knows that it is nothing new.
 */
export function derivedId(...parts: readonly string[]): string {
  const hex = digest(parts).toString("hex").slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** The same parts give the same number from 0 up to, but not, 1. */
export function derivedShare(...parts: readonly string[]): number {
  return digest(parts).readUInt32BE(0) / 2 ** 32;
}

function digest(parts: readonly string[]): Buffer {
  return createHash("sha256").update(parts.join("\u001f")).digest();
}
