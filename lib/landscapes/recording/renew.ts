import { derivedId, derivedShare } from "../retail/derived-id";
import { composeOrderId } from "../retail/goods";
import type { RecordedLine } from "./recorded-line";

/** How one lap of a recording differs from the recording: its times are moved by `shiftMs`, and all its ids are new ones. */
export type Lap = {
  readonly number: number;
  readonly shiftMs: number;
  /** What no number of the recording exceeds: those of a lap begin where those of the lap before it ended. */
  readonly span: number;
  /** Keys that stay: the process is deployed once, and all laps are instances of it. */
  readonly lasting: ReadonlySet<string>;
  /** Only what looks like a time from in here is one. */
  readonly times: { readonly least: number; readonly most: number };
};

const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
const ORDER_ID = /\bR-[0-9A-HJKMNP-TV-Z]{8}\b/g;
const ISO_TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/g;
const EPOCH_MS = /(?<![\w.-])\d{13}(?![\w.-])/g;
/** Keys of the engine hold its partition above 2^51, so that they have at least sixteen digits. */
const ENGINE_KEY = /(?<![\w.-])\d{16,19}(?![\w.-])/g;
const POSITION = /"(position|sourceRecordPosition)":(\d+)/g;

/**
 * The record as it would be, had it happened in that lap. The same record in the same lap is always the same, so that
 * playing it again after a restart is a repetition and no news. Works on text, for the numbers are too long for JSON.parse.
 */
export function renew(line: RecordedLine, lap: Lap): RecordedLine {
  return {
    ...line,
    offset: String(Number(line.offset) + lap.number * lap.span),
    timestamp: String(Number(line.timestamp) + lap.shiftMs),
    key: line.key === null ? null : renewText(line.key, lap),
    value: line.value === null ? null : renewText(line.value, lap),
  };
}

function renewText(text: string, lap: Lap): string {
  const movedBy = BigInt(lap.number) * BigInt(lap.span);
  return text
    .replace(UUID, (id) => derivedId(id, String(lap.number)))
    .replace(ORDER_ID, (id) => renewOrderId(id, lap.number))
    .replace(ISO_TIME, (time) => new Date(Date.parse(time) + lap.shiftMs).toISOString())
    .replace(EPOCH_MS, (time) => (isTime(Number(time), lap) ? String(Number(time) + lap.shiftMs) : time))
    .replace(ENGINE_KEY, (key) => (lap.lasting.has(key) ? key : String(BigInt(key) + movedBy)))
    .replace(POSITION, (_, name, position) => `"${name}":${Number(position) + Number(movedBy)}`);
}

function renewOrderId(id: string, lap: number): string {
  let letters = 0;
  return composeOrderId(() => derivedShare(id, String(lap), String(letters++)));
}

function isTime(value: number, { times }: Lap): boolean {
  return value >= times.least && value <= times.most;
}
