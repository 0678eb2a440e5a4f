import process from "node:process";

export type Figure = { readonly name: string; readonly value: number; readonly unit: string };
export type Ratio = { readonly name: string; readonly value: number; readonly limit: number | null };

/** A table for people and, as the last line, one JSON object for machines. */
export function report(bench: string, figures: readonly Figure[], ratios: readonly Ratio[]): void {
  const rows = [
    ...figures.map(({ name, value, unit }) => [name, format(value), unit]),
    ...ratios.map(({ name, value, limit }) => [
      name,
      value.toFixed(3),
      limit === null ? "ratio" : `ratio, limit ${limit}`,
    ]),
  ];
  const width = Math.max(...rows.map(([name]) => name?.length ?? 0));
  for (const [name, value, unit] of rows) {
    process.stdout.write(`${(name ?? "").padEnd(width)}  ${(value ?? "").padStart(12)}  ${unit}\n`);
  }
  process.stdout.write(`${JSON.stringify({ bench, figures: byName(figures), ratios: byName(ratios) })}\n`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Linear interpolation between the two nearest ranks, like `percentile_cont`. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = share * (sorted.length - 1);
  const below = sorted[Math.floor(rank)] ?? Number.NaN;
  const above = sorted[Math.ceil(rank)] ?? below;
  return below + (above - below) * (rank - Math.floor(rank));
}

const format = (value: number) => (value >= 1000 ? Math.round(value).toLocaleString("en-US") : value.toFixed(2));
const byName = (entries: readonly { readonly name: string; readonly value: number }[]) =>
  Object.fromEntries(entries.map(({ name, value }) => [name, value]));
