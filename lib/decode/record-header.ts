import type { SourceRecord } from "@/lib/domain/source-record";

const utf8 = new TextDecoder();
const QUOTED = /^"(.*)"$/s;

/**
 * The text of the last header of that name (Kafka allows several, and the last one counts), or undefined. Some senders
 * write header values as JSON strings: the quotes are not part of the value.
 */
export function headerText(record: SourceRecord, name: string): string | undefined {
  for (let index = record.headers.length - 1; index >= 0; index -= 1) {
    const header = record.headers[index];
    if (header?.name === name) return unquoted(utf8.decode(header.value));
  }
  return undefined;
}

function unquoted(text: string): string {
  return QUOTED.exec(text)?.[1] ?? text;
}
