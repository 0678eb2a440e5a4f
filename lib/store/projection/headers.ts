import type { RecordHeader } from "@/lib/domain/source-record";
import { toStorableText } from "../storable-text";

/** As stored, JSON: the value as text where it is such, else in base64. */
export type StoredHeader =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly base64: string };

const utf8 = new TextDecoder("utf-8", { fatal: true });
/** A record's headers are for people; a megabyte of them is not. */
const HEADERS_MAX = 200;
const HEADER_BYTES_MAX = 8 * 1024;

export function toStoredHeaders(headers: readonly RecordHeader[]): readonly StoredHeader[] {
  return headers.slice(0, HEADERS_MAX).map(({ name, value }) => {
    const cut = value.length > HEADER_BYTES_MAX ? value.subarray(0, HEADER_BYTES_MAX) : value;
    const text = readText(cut);
    const safeName = toStorableText(name, 256);
    return text === null
      ? { name: safeName, base64: Buffer.from(cut).toString("base64") }
      : { name: safeName, value: text };
  });
}

/** The headers of a record from how they are stored, JSON text. */
export function toRecordHeaders(stored: string | null): readonly RecordHeader[] {
  if (stored === null) return [];
  return (JSON.parse(stored) as readonly StoredHeader[]).map((header) => ({
    name: header.name,
    value: "base64" in header ? Buffer.from(header.base64, "base64") : Buffer.from(header.value),
  }));
}

/** NUL is valid UTF-8, and the one character that jsonb refuses. */
function readText(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}
