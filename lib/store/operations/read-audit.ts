import type { Sql } from "../database";
import { Conditions } from "../read/conditions";

export type StoredAuditEntry = {
  readonly auditId: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly reason: string;
  readonly outcome: string;
  /** JSON as the database writes it: the hash is over this text. */
  readonly detail: string;
  readonly hash: Buffer;
  /** Null of the first entry. */
  readonly previousHash: Buffer | null;
};

export type AuditFilter = {
  readonly auditId: number | null;
  readonly actor: string | null;
  readonly action: string | null;
  readonly subject: string | null;
  /** Anywhere in an entry, in any case. */
  readonly text: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
};

const COLUMNS = `audit_id as "auditId", at, actor, action, subject, reason, outcome, detail::text as detail, hash,
  (select before.hash from audit_entry as before where before.audit_id < audit_entry.audit_id order by before.audit_id desc limit 1) as "previousHash"`;

/** Entries before an id, the latest first. */
export async function readAuditEntries(
  sql: Sql,
  filter: AuditFilter,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<readonly StoredAuditEntry[]> {
  const conditions = new Conditions()
    .when("audit_id = $", filter.auditId)
    .when("actor = $", filter.actor)
    .when("action = $", filter.action)
    .when("subject = $", filter.subject)
    .when("at >= $", filter.from)
    .when("at < $", filter.to)
    .when("audit_id < $", before);
  if (filter.text !== null) {
    const pattern = conditions.parameter(`%${filter.text.replaceAll(/[\\%_]/g, "\\$&")}%`);
    conditions.always(`concat_ws(' ', actor, action, subject, reason, outcome, detail::text) ilike ${pattern}`);
  }
  const { rows } = await sql.query<StoredAuditEntry>(
    `select ${COLUMNS} from audit_entry where ${conditions.where}
     order by audit_id desc limit ${conditions.parameter(limit)}`,
    conditions.values,
  );
  return rows;
}

/** The chain after an id, in its order. */
export async function readAuditChain(
  sql: Sql,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly Omit<StoredAuditEntry, "previousHash">[]> {
  const { rows } = await sql.query<Omit<StoredAuditEntry, "previousHash">>(
    `select audit_id as "auditId", at, actor, action, subject, reason, outcome, detail::text as detail, hash
     from audit_entry where audit_id > $1 order by audit_id limit $2`,
    [after, limit],
  );
  return rows;
}

/** The oldest entries that no topic has yet; who reads them holds the right to publish until the transaction ends. */
export async function readUnpublished(tx: Sql, limit: number): Promise<readonly StoredAuditEntry[]> {
  const { rows: held } = await tx.query<{ held: boolean }>("select pg_try_advisory_xact_lock(74728, 2) as held");
  if (held[0]?.held !== true) return [];
  const { rows } = await tx.query<StoredAuditEntry>(
    `select ${COLUMNS} from audit_entry where published_at is null order by audit_id limit $1`,
    [limit],
  );
  return rows;
}

export async function markPublished(tx: Sql, auditId: number): Promise<void> {
  await tx.query("update audit_entry set published_at = clock_timestamp() where audit_id = $1", [auditId]);
}
