import type { z } from "zod";
import type { RecordLine, TailQuery } from "@/lib/api/contract/topics";
import { tailLog } from "@/lib/engines/kafka/tail-log";
import type { Context } from "../route";
import { createLinking, createShowing } from "./case-links";
import { enterCluster } from "./kafka-readers";
import { recordLines } from "./record-lines";
import { matches } from "./record-match";

/** A tail in a window that somebody forgot must not read for ever. */
const LASTS_MS = 10 * 60_000;

type Query = z.infer<typeof TailQuery>;

/** The newest records of a topic and then what comes. Read as members of no group; closed when nobody looks. */
export function answerTail(query: Query, context: Context, request: Request): Promise<Response> {
  return recordLines((signal) => tail(query, context, signal), { request, log: context.log });
}

async function* tail({ source, topic, ...filter }: Query, context: Context, signal: AbortSignal) {
  const { cluster, stopping, leave } = enterCluster(context.configuration, source);
  const over = AbortSignal.timeout(LASTS_MS);
  const [show, link] = [createShowing(context), await createLinking(context, source)];
  let [scanned, found] = [0, 0];
  try {
    for await (const { records, skipped } of tailLog(cluster, topic, AbortSignal.any([signal, over, stopping]))) {
      if (skipped > 0) yield { kind: "skipped", records: skipped } satisfies RecordLine;
      const shown = (await show(records)).flatMap((record, index) => {
        const raw = records[index];
        return raw !== undefined && matches(record, filter) ? [{ record, raw }] : [];
      });
      scanned += records.length + skipped;
      found += shown.length;
      const cases = await link(shown.map(({ raw }) => raw));
      for (const [index, { record }] of shown.entries()) yield { ...record, theCase: cases[index] ?? null };
      yield { kind: "alive" } satisfies RecordLine;
    }
    yield { kind: "end", scanned, found, why: "Ended after ten minutes. Go on to look again." } satisfies RecordLine;
  } finally {
    leave();
  }
}
