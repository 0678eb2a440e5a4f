import { z } from "zod";
import type { AuditFilter as AuditFilterAsked, AuditList, AuditQuery } from "@/lib/api/contract/audit";
import type { Sql } from "@/lib/store/database";
import { type AuditFilter, readAuditEntries } from "@/lib/store/operations/read-audit";
import { readCursor, toPage } from "./cursor";
import { toDateRange } from "./time-range";

export async function readAuditList(
  sql: Sql,
  query: z.infer<typeof AuditQuery>,
  now: number,
): Promise<z.infer<typeof AuditList>> {
  const before = readCursor(z.tuple([z.int()]), query.cursor)?.[0] ?? null;
  const rows = await readAuditEntries(sql, toAuditFilter(query, now), { before, limit: query.limit + 1 });
  return toPage(rows, query.limit, {
    placeOf: ({ auditId }) => [auditId],
    show: ({ auditId, previousHash: _previousHash, ...entry }) => ({
      ...entry,
      id: auditId,
      at: entry.at.toISOString(),
      detail: JSON.parse(entry.detail) as Record<string, unknown>,
      hash: entry.hash.toString("hex"),
    }),
  });
}

export function toAuditFilter({ id, actor, action, subject, q, from, to }: AuditFilterAsked, now: number): AuditFilter {
  return {
    auditId: id ?? null,
    actor: actor ?? null,
    action: action ?? null,
    subject: subject ?? null,
    text: q === undefined || q === "" ? null : q,
    ...toDateRange({ from, to }, now),
  };
}
