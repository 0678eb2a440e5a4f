import { toJsonInteger } from "./json-number";

/** Units of a second of the logical types that are points in time. */
const TIMESTAMPS: Readonly<Record<string, { readonly perSecond: bigint; readonly isLocal: boolean }>> = {
  "timestamp-millis": { perSecond: 1_000n, isLocal: false },
  "timestamp-micros": { perSecond: 1_000_000n, isLocal: false },
  "timestamp-nanos": { perSecond: 1_000_000_000n, isLocal: false },
  "local-timestamp-millis": { perSecond: 1_000n, isLocal: true },
  "local-timestamp-micros": { perSecond: 1_000_000n, isLocal: true },
  "local-timestamp-nanos": { perSecond: 1_000_000_000n, isLocal: true },
};
const DAY_MS = 86_400_000;
const LAST_DATE_MS = 8.64e15;

/** Times as ISO 8601 text, which a rule can read whatever their unit was; null for a logical type that is none of these. */
export function toTimeText(logicalType: string, value: bigint | number): string | number | null {
  if (logicalType === "date") return isoOf(Number(value) * DAY_MS)?.slice(0, -14) ?? toJsonInteger(value);
  const kind = TIMESTAMPS[logicalType];
  if (kind === undefined) return null;
  const { perSecond, isLocal } = kind;
  const units = BigInt(value);
  const fraction = ((units % perSecond) + perSecond) % perSecond;
  const seconds = isoOf(Number((units - fraction) / perSecond) * 1_000);
  if (seconds === null) return toJsonInteger(value);
  const digits = String(fraction).padStart(String(perSecond).length - 1, "0");
  return `${seconds.slice(0, -5)}.${digits}${isLocal ? "" : "Z"}`;
}

function isoOf(milliseconds: number): string | null {
  return Math.abs(milliseconds) > LAST_DATE_MS ? null : new Date(milliseconds).toISOString();
}

/** The decimal that big-endian two's complement bytes and a scale are: text, since money must not be rounded. */
export function toDecimalText(bytes: Buffer, scale: number): string {
  const magnitude = bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString("hex")}`);
  const unscaled = BigInt.asIntN(bytes.length * 8, magnitude);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  const sign = unscaled < 0n ? "-" : "";
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

export function toUuidText(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
