import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Names are columns and parts of keys: one b-tree entry holds 2,704 bytes, an activity has three of them. */
export const MAX_NAME_LENGTH = 256;

const UNSTORABLE = /[\p{Cc}\p{Cs}]/gu;
const UNSTORABLE_IN_PROSE = /(?![\n\r\t])[\p{Cc}\p{Cs}]/gu;
const HASH_LENGTH = 32;

/**
 * Text that identifies something, fit for a typed column: without control characters (PostgreSQL refuses NUL, our keys
 * are joined by U+001F) and lone surrogates, and of bounded length. Altered text ends in a hash of the original, so that
 * two things stay two.
 */
export function boundedText(text: string, maxLength = MAX_NAME_LENGTH): string {
  if (text.length <= maxLength && isStorable(text)) return text;
  const hash = bytesToHex(sha256(utf8ToBytes(JSON.stringify(text)))).slice(0, HASH_LENGTH);
  return `${cut(text, maxLength - HASH_LENGTH - 1).replace(UNSTORABLE, "\ufffd")}#${hash}`;
}

/** Text for people, as an error message: line breaks stay, the rest is cut. */
export function boundedProse(text: string, maxLength: number): string {
  const short = text.length <= maxLength ? text : `${cut(text, maxLength - 1)}…`;
  return short.replace(UNSTORABLE_IN_PROSE, "\ufffd");
}

/** The loop answers for plain ASCII, nearly all there is, at a fifth of the expression's cost. */
function isStorable(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7e) return text.search(UNSTORABLE) === -1;
  }
  return true;
}

/** Never between the two halves of a character. */
function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
