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

/** As JSON.parse, but integers that a number cannot hold come as text, digit by digit. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(quoteBigIntegers(text));
  } catch (error) {
    throw new Unreadable(`The value is not JSON${where(error)}.`);
  }
}

/** The engine's own message quotes the payload. */
function where(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  if (message.includes("end of JSON") || message.startsWith("Unterminated")) return ": it ends too early";
  const position = /at position \d+/.exec(message)?.[0];
  return position === undefined ? "" : `: unexpected character ${position}`;
}
