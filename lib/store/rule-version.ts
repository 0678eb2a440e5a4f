import { Failure } from "@/lib/domain/failure";
import type { KeyDecision, SavedRule } from "@/lib/domain/saved-rule";
import type { Sql } from "./database";

export type RuleVersionState = "waiting" | "projecting" | "in-force" | "replaced" | "failed";

export type RuleVersionRow = {
  readonly version: number;
  readonly state: RuleVersionState;
  readonly savedAt: Date;
  readonly savedBy: string;
  readonly reason: string;
  readonly detail: string;
  readonly finishedAt: Date | null;
  readonly records: number;
  /** Records that are still to be projected again; null before the first count. */
  readonly behind: number | null;
  readonly rules: unknown;
  readonly decisions: unknown;
};

type NewVersion = {
  readonly rules: readonly SavedRule[];
  /** About key names; left out, those of the version before stay. */
  readonly decisions?: readonly KeyDecision[] | undefined;
  /** The version that the person has edited: somebody else's later save is not overwritten unseen. */
  readonly basedOn: number;
  readonly savedBy: string;
  readonly reason: string;
};

/** Saves rules as the next version, to be projected with. What was saved before and still waits is replaced by it. */
export async function saveRuleVersion(
  tx: Sql,
  { rules, decisions, basedOn, savedBy, reason }: NewVersion,
): Promise<number> {
  await tx.query("lock table rule_version in exclusive mode");
  const { rows } = await tx.query<{ version: number; state: string }>(
    "select version, state from rule_version where state <> 'failed' order by version desc limit 1",
  );
  const newest = rows[0]?.version ?? 0;
  if (newest !== basedOn) {
    throw new Failure(
      "conflict",
      `Somebody saved rules ${newest} meanwhile; yours were made from ${basedOn}. Look at theirs, and save again.`,
    );
  }
  await tx.query(
    "update rule_version set state = 'replaced', finished_at = now() where state in ('waiting', 'projecting')",
  );
  const saved = await tx.query<{ version: number }>(
    `insert into rule_version (version, saved_by, reason, rules, decisions)
     select coalesce(max(version), 0) + 1, $1, $2, $3,
       coalesce($4::jsonb, (select decisions from rule_version where version = $5), '[]')
     from rule_version returning version`,
    [savedBy, reason, JSON.stringify(rules), decisions === undefined ? null : JSON.stringify(decisions), basedOn],
  );
  return saved.rows[0]?.version ?? 0;
}

/** The newest first. */
export async function readRuleVersions(sql: Sql, limit: number): Promise<readonly RuleVersionRow[]> {
  const { rows } = await sql.query(
    `select version, state, saved_at, saved_by, reason, detail, finished_at, records, behind, rules, decisions
     from rule_version order by version desc limit $1`,
    [limit],
  );
  return rows.map((row) => ({
    version: Number(row["version"]),
    state: row["state"] as RuleVersionState,
    savedAt: row["saved_at"] as Date,
    savedBy: String(row["saved_by"]),
    reason: String(row["reason"]),
    detail: String(row["detail"]),
    finishedAt: row["finished_at"] as Date | null,
    records: Number(row["records"]),
    behind: row["behind"] === null ? null : Number(row["behind"]),
    rules: row["rules"],
    decisions: row["decisions"],
  }));
}

/** Whether rules wait to be projected with, or were when their rebuild was ended in the middle. */
export async function hasUnfinishedRules(sql: Sql): Promise<boolean> {
  const { rowCount } = await sql.query("select from rule_version where state in ('waiting', 'projecting') limit 1");
  return rowCount === 1;
}

type Progress = { readonly version: number; readonly records: number; readonly behind: number | null };

export async function writeRuleProgress(sql: Sql, { version, records, behind }: Progress): Promise<void> {
  await sql.query(
    `update rule_version set state = 'projecting', records = $2, behind = $3
     where version = $1 and state in ('waiting', 'projecting')`,
    [version, records, behind],
  );
}

export async function failRuleVersion(sql: Sql, version: number, detail: string): Promise<void> {
  await sql.query(
    `update rule_version set state = 'failed', detail = $2, finished_at = now()
     where version = $1 and state in ('waiting', 'projecting')`,
    [version, detail],
  );
}

/** In the transaction that switches the tables: from its commit on no batch that was decoded otherwise is taken. */
export async function putRulesInForce(tx: Sql, version: number): Promise<void> {
  await tx.query("update projection set rule_version = $1", [version]);
  await tx.query(
    `update rule_version set finished_at = now(), behind = case when version = $1 then 0 else behind end,
       state = case when version = $1 then 'in-force' else 'replaced' end
     where state = 'in-force' or version = $1`,
    [version],
  );
}
