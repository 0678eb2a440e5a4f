/** JSON has no NaN and no infinities; Protobuf's JSON calls them so, and we call Avro's the same. */
export function toJsonNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** The shortest decimal that is this 32-bit number: 0.1 and not 0.10000000149011612. */
export function toJsonFloat(value: number): number | string {
  if (!Number.isFinite(value)) return String(value);
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** A number, or text where a number would lose digits. */
export function toJsonInteger(value: bigint | number): number | string {
  return typeof value === "bigint" ? value.toString() : value;
}
