import type { ImportCounts, Rejection } from "@/lib/store/import-run";

export type ImportBook = {
  add(records: number, events: number): void;
  reject(line: number, reason: string): void;
  read(): ImportCounts & { readonly rejections: readonly Rejection[] };
};

/** The first are enough to see what is wrong with a file; all are counted. */
const REJECTIONS_MAX = 100;

/** Counts what became of a file's lines. */
export function createImportBook(): ImportBook {
  const rejections: Rejection[] = [];
  const counts = { records: 0, events: 0, rejected: 0 };
  return {
    add: (records, events) => {
      counts.records += records;
      counts.events += events;
    },
    reject: (line, reason) => {
      counts.rejected += 1;
      if (rejections.length < REJECTIONS_MAX) rejections.push({ line, reason });
    },
    read: () => ({ ...counts, rejections }),
  };
}
