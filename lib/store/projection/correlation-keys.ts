import type { CaseMerge, LinkKeyRow, SharedKeyRow } from "@/lib/domain/correlation";
import { toCaseId } from "@/lib/domain/identifiers";
import type { Sql, Transaction } from "../database";
import { int2Array, textArray, uuidArray } from "./binary-array";
import { CopyBuffer } from "./copy-buffer";
import { copyNewRows } from "./copy-rows";

type KeyRow = {
  readonly key_id: string;
  readonly case_id: string;
  readonly priority: number;
  readonly scope: string;
  readonly name: string;
  readonly value: string;
};

/** Those of the keys that were seen before, with the case that each leads to now. */
export async function readLinkKeys(tx: Sql, keyIds: readonly string[]): Promise<readonly LinkKeyRow[]> {
  if (keyIds.length === 0) return [];
  const { rows } = await tx.query<KeyRow>(
    "select key_id, case_id, priority, scope, name, value from correlation_key where key_id = any($1::uuid[])",
    [uuidArray(keyIds)],
  );
  return rows.map(({ key_id, case_id, priority, scope, name, value }) => ({
    keyId: key_id,
    caseId: toCaseId(case_id),
    priority,
    scope,
    name,
    value,
  }));
}

const COLUMNS = "key_id, case_id, priority, scope, name, value";
const COLUMN_COUNT = 6;
const ROW_BYTES = 160;

/**
 * Inserts keys, which come sorted by id. Returns false when another worker has inserted one of them meanwhile (we have
 * waited for its commit): what was correlated without knowing that key is void, and the transaction has to go back to
 * where it was before.
 */
export async function insertLinkKeys(tx: Transaction, keys: readonly LinkKeyRow[]): Promise<boolean> {
  if (keys.length === 0) return true;
  const rows = new CopyBuffer(keys.length * ROW_BYTES);
  for (const { keyId, caseId, priority, scope, name, value } of keys) {
    rows.row(COLUMN_COUNT);
    rows.uuid(keyId);
    rows.uuid(caseId);
    rows.int2(priority);
    rows.text(scope);
    rows.text(name);
    rows.text(value);
  }
  return copyNewRows(tx, { table: "correlation_key", columns: COLUMNS }, rows);
}

/** The same key under two priorities (two rules found it): the smaller one counts. */
export async function lowerLinkKeys(tx: Sql, keys: readonly LinkKeyRow[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    `update correlation_key as known set priority = given.priority
     from unnest($1::uuid[], $2::smallint[]) as given (key_id, priority) where known.key_id = given.key_id`,
    [uuidArray(keys.map(({ keyId }) => keyId)), int2Array(keys.map(({ priority }) => priority))],
  );
}

/** All keys of the cases that are another one from now on, SHARED ones too. We hold the locks of these cases. */
export async function moveKeys(tx: Sql, merges: readonly CaseMerge[]): Promise<void> {
  if (merges.length === 0) return;
  const columns = [
    uuidArray(merges.flatMap(({ losers }) => losers)),
    uuidArray(merges.flatMap(({ winner, losers }) => losers.map(() => winner))),
  ];
  await tx.query(
    `update correlation_key as known set case_id = given.winner_id
     from unnest($1::uuid[], $2::uuid[]) as given (loser_id, winner_id) where known.case_id = given.loser_id`,
    columns,
  );
  await tx.query(
    `with moved as (
       delete from case_shared_key as known using unnest($1::uuid[], $2::uuid[]) as given (loser_id, winner_id)
       where known.case_id = given.loser_id returning given.winner_id, key_id, scope, name, value)
     insert into case_shared_key (case_id, key_id, scope, name, value)
     select distinct on (winner_id, key_id) * from moved order by winner_id, key_id on conflict do nothing`,
    columns,
  );
}

/** Attaches SHARED keys to cases; they come sorted. */
export async function attachSharedKeys(tx: Sql, keys: readonly SharedKeyRow[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    `insert into case_shared_key (case_id, key_id, scope, name, value)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) on conflict do nothing`,
    [
      uuidArray(keys.map(({ caseId }) => caseId)),
      uuidArray(keys.map(({ keyId }) => keyId)),
      textArray(keys.map(({ scope }) => scope)),
      textArray(keys.map(({ name }) => name)),
      textArray(keys.map(({ value }) => value)),
    ],
  );
}
