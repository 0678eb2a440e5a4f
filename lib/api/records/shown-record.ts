import type { Masking } from "@/lib/access/masking";
import type { FoundRecord } from "@/lib/api/contract/topics";

/** A list shows the beginning; the whole lies in the topic. */
export const SHOWN_BYTES = 16 * 1024;

export type RawRecord = {
  readonly source: string;
  readonly topic: string;
  readonly stream: string;
  readonly position: number;
  readonly recordedAt: number;
  readonly key: Uint8Array | null;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Perhaps only the beginning of it. */
  readonly value: Uint8Array | null;
  readonly bytes: number;
  /** What the value says where that needs a schema. */
  readonly readable: string | null;
};

/** A record as this role sees it. What was cut cannot be looked into, so that nothing of it is shown to whom anything is hidden from. */
export function toFoundRecord(raw: RawRecord, masking: Masking, theCase: FoundRecord["theCase"]): FoundRecord {
  const { source, topic, position } = raw;
  const shown = toShownValue(raw, masking);
  const headers = raw.headers.map(({ name, value }) => ({ name, ...masking.header(name, value) }));
  return {
    kind: "record",
    source,
    topic,
    partition: Number(/\/(\d{1,9})$/.exec(raw.stream)?.[1] ?? 0),
    position,
    recordedAt: toInstant(raw.recordedAt),
    key: raw.key === null ? null : (toText(raw.key) ?? Buffer.from(raw.key).toString("base64")),
    headers: headers.map(({ name, value }) => ({ name, value })),
    value: shown.text,
    encoding: shown.encoding,
    bytes: raw.bytes,
    isCut: shown.isCut,
    isMasked: shown.isMasked || headers.some(({ isMasked }) => isMasked),
    theCase,
  };
}

function toShownValue({ value, readable, bytes }: RawRecord, masking: Masking) {
  if (value === null) return { text: null, encoding: "utf-8" as const, isCut: false, isMasked: false };
  const text = readable ?? toText(value);
  if (text === null && !masking.hidesPayloads) {
    const part = Buffer.from(value.subarray(0, SHOWN_BYTES)).toString("base64");
    return { text: part, encoding: "base64" as const, isCut: bytes > SHOWN_BYTES, isMasked: false };
  }
  const masked = masking.payload(text ?? "");
  const isCut = masked.value.length > SHOWN_BYTES || (readable === null && bytes > value.length);
  return {
    text: masked.value.slice(0, SHOWN_BYTES),
    encoding: "utf-8" as const,
    isCut,
    isMasked: masked.isMasked,
  };
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

export function toText(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

const FIRST = -62_135_596_800_000;
const LAST = 253_402_300_799_999;

/** A producer may write any number as a timestamp. */
function toInstant(ms: number): string {
  return new Date(Number.isFinite(ms) ? Math.min(Math.max(ms, FIRST), LAST) : 0).toISOString();
}
