import { sha256 } from "@noble/hashes/sha2.js";

const encoder = new TextEncoder();
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const BYTES = 16;

/**
 * 128 bits of SHA-256 in the text form of a UUID: the same on every machine and for ever. It must resist collisions,
 * because texts come from payloads, and keys that were made to collide would join two customers' cases.
 */
export function stableId(text: string): string {
  return toId(sha256OfText(text));
}

/** SHA-256 of a text's UTF-8; at an edge a native one, which takes a quarter of the time. */
export type Sha256 = (text: string) => Uint8Array;

const sha256OfText: Sha256 = (text) => sha256(encoder.encode(text));

function toId(digest: Uint8Array): string {
  let id = "";
  for (let index = 0; index < BYTES; index += 1) {
    if (index === 4 || index === 6 || index === 8 || index === 10) id += "-";
    id += HEX[digest[index] ?? 0];
  }
  return id;
}

/**
 * `stableId` that remembers the texts it saw: those of a batch come again and again. Two generations keep it bounded: what
 * was not asked for while one filled up is forgotten.
 */
export function rememberStableIds(capacity: number, hash: Sha256 = sha256OfText): (text: string) => string {
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  return (text) => {
    const remembered = young.get(text);
    if (remembered !== undefined) return remembered;
    const id = old.get(text) ?? toId(hash(text));
    if (young.size >= capacity / 2) {
      old = young;
      young = new Map();
    }
    young.set(text, id);
    return id;
  };
}
