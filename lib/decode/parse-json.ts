import type { SourceRecord } from "@/lib/domain/source-record";
import { quoteBigIntegers } from "./quote-big-integers";
import { Unreadable } from "./unreadable";

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** Invalid UTF-8 would change silently into other text, so it is refused. */
export function toText(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new Unreadable("The value is not valid UTF-8 text.");
  }
}

/** The JSON text of a value: its own, or what was made of it with its schema. */
export function jsonOf({ readable }: SourceRecord, value: Uint8Array): string {
  if (readable === undefined) return toText(value);
  if ("why" in readable) throw new Unreadable(readable.why);
  return readable.json;
}

/** As JSON.parse, but integers that a number cannot hold come as text, digit by digit. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(quoteBigIntegers(text));
  } catch (error) {
    throw new Unreadable(`The value is not JSON${where(error, text)}.`);
  }
}

/** The engine's own message quotes the payload. */
function where(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : "";
  const position = /at position (\d+)/.exec(message)?.[1];
  const isCut = message.includes("end of JSON") || message.startsWith("Unterminated");
  if (isCut || Number(position) >= text.length) return ": it ends too early";
  return position === undefined ? "" : `: unexpected character at position ${position}`;
}
