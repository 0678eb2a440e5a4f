import { appendFileSync } from "node:fs";
import process from "node:process";
import { type TestContext, test } from "node:test";

/** What a fault did: some words with their numbers, as they are printed in the table. */
export type Figures = Readonly<Record<string, string | number>>;

/** A test of one fault. What it finds is written into the book, whose lines are printed as a table after the last test. */
export function faultTest(fault: string, work: (context: TestContext) => Promise<Figures | null>): void {
  test(fault, async (context) => {
    try {
      const figures = await work(context);
      if (figures !== null) note({ fault, held: true, figures: toText(figures) });
    } catch (error) {
      note({ fault, held: false, figures: error instanceof Error ? (error.message.split("\n")[0] ?? "") : "" });
      throw error;
    }
  });
}

function note(line: { readonly fault: string; readonly held: boolean; readonly figures: string }): void {
  const book = process.env["THROUGHLINE_FAULT_BOOK"];
  if (book) appendFileSync(book, `${JSON.stringify(line)}\n`);
  else process.stdout.write(`${line.fault}: ${line.held ? "held" : "DID NOT HOLD"}; ${line.figures}\n`);
}

function toText(figures: Figures): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}

/** How often something is done, which a longer run sets higher. */
export function timesOf(variable: string, usual: number): number {
  const given = Number(process.env[variable] ?? "");
  return Number.isInteger(given) && given > 0 ? given : usual;
}

/** `p50 … p95 … ms` of times. */
export function spread(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return `p50 ${at(0.5)} p95 ${at(0.95)} ms`;
}
