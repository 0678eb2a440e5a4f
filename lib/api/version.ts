import { readFileSync } from "node:fs";

let known: string | null = null;

/** Of package.json, beside which every process of ours is started. */
export function ourVersion(): string {
  known ??= (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version;
  return known;
}
