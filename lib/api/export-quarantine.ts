import type { z } from "zod";
import type { QuarantineExportQuery } from "@/lib/api/contract/queries";
import { Failure } from "@/lib/domain/failure";
import { exportQuarantine } from "@/lib/query/quarantine";
import { linesResponse } from "./lines-response";
import type { Context } from "./route";

/** Bytes that nobody could read cannot be masked either: who may not see all of a payload gets none. */
export function answerQuarantineExport(
  query: z.infer<typeof QuarantineExportQuery>,
  { db, masking, caller, log }: Context,
): Promise<Response> {
  if (masking.hidesPayloads) {
    const why = "Quarantined records cannot be masked, for nobody could read them";
    throw new Failure(
      "forbidden",
      `${why}: a role that may see whole payloads may export them; yours is ${caller.role}.`,
    );
  }
  return linesResponse(exportQuarantine(db, query), { fileName: "quarantine.jsonl", log });
}
