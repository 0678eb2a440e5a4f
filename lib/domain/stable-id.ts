import { sha256 } from "@noble/hashes/sha2.js";

const encoder = new TextEncoder();
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const BYTES = 16;
const DASH_BEFORE = new Set([4, 6, 8, 10]);

/**
 * 128 bits of SHA-256 in the text form of a UUID: the same on every machine and for ever. It must resist collisions,
 * because texts come from payloads, and keys that were made to collide would join two customers' cases.
 */
export function stableId(text: string): string {
  const digest = sha256(encoder.encode(text));
  let id = "";
  for (let index = 0; index < BYTES; index += 1) id += (DASH_BEFORE.has(index) ? "-" : "") + HEX[digest[index] ?? 0];
  return id;
}

/**
 * `stableId` that remembers the texts it saw: those of a batch come again and again. Two generations keep it bounded: what
 * was not asked for while one filled up is forgotten.
 */
export function rememberStableIds(capacity: number): (text: string) => string {
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  return (text) => {
    const remembered = young.get(text);
    if (remembered !== undefined) return remembered;
    const id = old.get(text) ?? stableId(text);
    if (young.size >= capacity / 2) {
      old = young;
      young = new Map();
    }
    young.set(text, id);
    return id;
  };
}
