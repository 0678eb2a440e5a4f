import { announce } from "../announce";
import type { Sql } from "../database";

export type AuditEntry = {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly reason: string;
  /** Empty before the act; what came of it in the entry after it. */
  readonly outcome: string;
  /** Never holds a secret or a payload. */
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * Appends to the audit trail, in the caller's transaction, and announces it. Nobody else appends until that ends, for entries
 * are a chain: so it is the last thing of a transaction, after every lock that it takes, and nothing slow comes behind it.
 */
export async function appendAuditEntry(tx: Sql, entry: AuditEntry): Promise<void> {
  await tx.query(
    "insert into audit_entry (actor, action, subject, reason, outcome, detail) values ($1, $2, $3, $4, $5, $6)",
    [entry.actor, entry.action, entry.subject, entry.reason, entry.outcome, JSON.stringify(entry.detail)],
  );
  await announce(tx, ["audit"]);
}
