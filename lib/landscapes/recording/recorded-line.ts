import { readFile, writeFile } from "node:fs/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";

/** A Kafka record as a line of JSON, in the form that `throughline import` takes. Numbers of 64 bits are text. */
export const RecordedLine = z.object({
  topic: z.string(),
  partition: z.int(),
  offset: z.string().regex(/^\d+$/),
  timestamp: z.string().regex(/^\d+$/),
  key: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  value: z.string().nullable(),
});
export type RecordedLine = z.infer<typeof RecordedLine>;

/** The recording that comes with the project: ten minutes of its own shop, with an operator who mends most incidents. */
export const RETAIL_RECORDING = new URL("./retail.jsonl.gz", import.meta.url);

export async function readRecordedLines(file: string | URL): Promise<readonly RecordedLine[]> {
  const text = gunzipSync(await readFile(file)).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => RecordedLine.parse(JSON.parse(line)));
}

export async function writeRecordedLines(file: string | URL, lines: readonly RecordedLine[]): Promise<void> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  await writeFile(file, gzipSync(text, { level: 9 }));
}
