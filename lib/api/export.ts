import type { z } from "zod";
import type { ExportQuery } from "@/lib/api/contract/queries";
import { Failure } from "@/lib/domain/failure";
import { exportEvents } from "@/lib/query/export-events";
import { linesResponse } from "./lines-response";
import type { Context } from "./route";

/** Streams events out. */
export async function answerExport(
  { format, ...filter }: z.infer<typeof ExportQuery>,
  { db, masking, now, log }: Context,
): Promise<Response> {
  if (format !== "jsonl")
    throw new Failure("unsupported", `The format "${format}" cannot be exported yet; this can: jsonl.`);
  return linesResponse(exportEvents(db, { filter, masking, now }), { fileName: "events.jsonl", log });
}
