import { toCsvLine } from "@/lib/domain/csv-line";
import type { Sql } from "@/lib/store/database";
import { type AuditFilter, readAuditEntries, type StoredAuditEntry } from "@/lib/store/operations/read-audit";
import { hashedText } from "./chained-hash";

const AT_ONCE = 1_000;
const COLUMNS = ["id", "at", "actor", "action", "subject", "reason", "outcome", "detail", "hash"];

type Exporting = { readonly filter: AuditFilter; readonly format: "csv" | "jsonl" };

/** Entries that match, the latest first, some at a time. */
export async function* exportAudit(sql: Sql, { filter, format }: Exporting): AsyncGenerator<string> {
  const toLine = format === "csv" ? toCsv : toJson;
  let head = format === "csv" ? toCsvLine(COLUMNS) : "";
  let before: number | null = null;
  for (;;) {
    const entries = await readAuditEntries(sql, filter, { before, limit: AT_ONCE });
    const text = head + entries.map(toLine).join("");
    if (text !== "") yield text;
    head = "";
    if (entries.length < AT_ONCE) return;
    before = entries.at(-1)?.auditId ?? null;
  }
}

function toCsv(entry: StoredAuditEntry): string {
  const { auditId, at, actor, action, subject, reason, outcome, detail, hash } = entry;
  const cells = [String(auditId), at.toISOString(), actor, action, subject, reason, outcome, detail];
  return toCsvLine([...cells, hash.toString("hex")]);
}

const toJson = (entry: StoredAuditEntry) => `${JSON.stringify(toAuditLine(entry))}\n`;

/** An entry for whoever keeps it elsewhere: `hash` is sha256 over the bytes of `previousHash` and the text of `hashed`. */
export function toAuditLine(entry: StoredAuditEntry) {
  const { auditId, at, actor, action, subject, reason, outcome, detail, hash, previousHash } = entry;
  return {
    id: auditId,
    at: at.toISOString(),
    actor,
    action,
    subject,
    reason,
    outcome,
    detail: JSON.parse(detail) as unknown,
    hash: hash.toString("hex"),
    previousHash: previousHash?.toString("hex") ?? "",
    hashed: hashedText(entry),
  };
}
