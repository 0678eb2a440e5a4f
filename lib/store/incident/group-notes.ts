import type { Sql } from "../database";

/** What people said of a group of incidents. */
export type GroupNote = {
  readonly fingerprint: string;
  readonly assignee: string | null;
  readonly snoozedUntil: Date | null;
  readonly archivedAt: Date | null;
  readonly archivedBy: string | null;
  readonly archivedBecause: string | null;
  readonly ticket: string | null;
};

type Row = {
  fingerprint: string;
  assignee: string | null;
  snoozed_until: Date | null;
  archived_at: Date | null;
  archived_by: string | null;
  archived_because: string | null;
  ticket: string | null;
};

export async function readGroupNotes(sql: Sql, fingerprints: readonly string[]): Promise<readonly GroupNote[]> {
  const { rows } = await sql.query<Row>("select * from incident_group where fingerprint = any($1::uuid[])", [
    fingerprints,
  ]);
  return rows.map(toNote);
}

/** Groups that were archived, or are snoozed at `now`. */
export async function readGroupsAside(sql: Sql, now: Date): Promise<readonly GroupNote[]> {
  const { rows } = await sql.query<Row>(
    `select * from incident_group
     where (archived_at is not null or snoozed_until is not null) and (archived_at is not null or snoozed_until > $1)`,
    [now],
  );
  return rows.map(toNote);
}

/** The note of a group, made if there was none, held until the transaction ends. */
export async function lockGroupNote(tx: Sql, fingerprint: string): Promise<GroupNote> {
  const { rows } = await tx.query<Row>(
    `insert into incident_group (fingerprint) values ($1)
     on conflict (fingerprint) do update set fingerprint = excluded.fingerprint returning *`,
    [fingerprint],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`no note was written for the group ${fingerprint}`);
  return toNote(row);
}

export async function updateGroupNote(tx: Sql, note: GroupNote): Promise<void> {
  await tx.query(
    `update incident_group set assignee = $2, snoozed_until = $3, archived_at = $4, archived_by = $5, archived_because = $6, ticket = $7
     where fingerprint = $1`,
    [
      note.fingerprint,
      note.assignee,
      note.snoozedUntil,
      note.archivedAt,
      note.archivedBy,
      note.archivedBecause,
      note.ticket,
    ],
  );
}

function toNote(row: Row): GroupNote {
  return {
    fingerprint: row.fingerprint,
    assignee: row.assignee,
    snoozedUntil: row.snoozed_until,
    archivedAt: row.archived_at,
    archivedBy: row.archived_by,
    archivedBecause: row.archived_because,
    ticket: row.ticket,
  };
}
