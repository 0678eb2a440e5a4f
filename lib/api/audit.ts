import type { z } from "zod";
import type { AuditExportQuery, AuditVerification } from "@/lib/api/contract/audit";
import { exportAudit } from "@/lib/operations/audit/export-audit";
import { verifyAudit } from "@/lib/operations/audit/verify-audit";
import { toAuditFilter } from "@/lib/query/audit";
import { linesResponse } from "./lines-response";
import type { Context } from "./route";

export function answerAuditExport(
  { format, ...query }: z.infer<typeof AuditExportQuery>,
  { db, log, now }: Context,
): Promise<Response> {
  const lines = exportAudit(db, { filter: toAuditFilter(query, now), format });
  const contentType = format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8";
  return linesResponse(lines, { fileName: `audit.${format}`, log, contentType });
}

/** The whole chain is read for it: several who look at once, or soon after, share one answer. */
const SHARED_FOR_MS = 10_000;
const shared = new WeakMap<object, { readonly at: number; readonly answer: Promise<AuditVerification> }>();

export function readAuditVerification({ db, now }: Context): Promise<AuditVerification> {
  const known = shared.get(db);
  if (known !== undefined && now - known.at < SHARED_FOR_MS) return known.answer;
  const answer = verifyAudit(db).then((found) => ({ ...found, checkedAt: new Date(now).toISOString() }));
  shared.set(db, { at: now, answer });
  answer.catch(() => shared.delete(db));
  return answer;
}
