"use client";

import { useEffect, useState } from "react";
import type { FoundRecord, RecordLine } from "@/lib/api/contract/topics";
import { type RecordCall, readRecordLines } from "@/lib/client/record-lines";

export type RecordLines = {
  /** The latest first. */
  readonly records: readonly FoundRecord[];
  readonly progress: { readonly scanned: number; readonly total: number } | null;
  /** Why it ended; null while it goes on. */
  readonly end: string | null;
  readonly skipped: number;
  readonly problem: unknown;
};

const NOTHING: RecordLines = { records: [], progress: null, end: null, skipped: 0, problem: null };

type Reading = {
  readonly call: RecordCall;
  /** What is asked for; another text begins anew. Null asks for nothing, and keeps what was found. */
  readonly asked: Readonly<Record<string, string | readonly string[]>> | null;
  readonly keep: number;
};

/** Reads lines from the server as long as they are asked for; whoever stops asking closes the connection. */
export function useRecordLines({ call, asked, keep }: Reading): RecordLines {
  const [lines, setLines] = useState(NOTHING);
  const text = asked === null ? null : JSON.stringify(asked);
  useEffect(() => {
    if (text === null) return;
    const stop = new AbortController();
    setLines(NOTHING);
    const read = async () => {
      for await (const part of readRecordLines(call, JSON.parse(text), stop.signal)) {
        setLines((known) => add(known, part, keep));
      }
      setLines((known) => ({ ...known, end: known.end ?? "The connection ended." }));
    };
    read().catch((problem: unknown) => {
      if (!stop.signal.aborted) setLines((known) => ({ ...known, problem }));
    });
    return () => stop.abort();
  }, [call, text, keep]);
  return lines;
}

export const recordId = ({ source, topic, partition, position }: FoundRecord) =>
  `${source}/${topic}/${partition}/${position}`;

function add(known: RecordLines, part: readonly RecordLine[], keep: number): RecordLines {
  let { progress, end, skipped, problem } = known;
  const fresh: FoundRecord[] = [];
  for (const line of part) {
    if (line.kind === "record") fresh.push(line);
    if (line.kind === "progress") progress = line;
    if (line.kind === "skipped") skipped += line.records;
    if (line.kind === "end") end = line.why;
    if (line.kind === "problem") problem = new Error(line.detail);
  }
  return { records: newestFirst(known.records, fresh, keep), progress, end, skipped, problem };
}

function newestFirst(
  known: readonly FoundRecord[],
  fresh: readonly FoundRecord[],
  keep: number,
): readonly FoundRecord[] {
  if (fresh.length === 0) return known;
  const all = new Map([...known, ...fresh].map((record) => [recordId(record), record]));
  return [...all.values()]
    .sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : a.recordedAt > b.recordedAt ? -1 : b.position - a.position))
    .slice(0, keep);
}
