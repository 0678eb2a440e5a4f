import { compareText } from "@/lib/domain/event-order";
import type { Contribution, RollupRow } from "@/lib/project/contribution";
import type { Sql } from "../database";
import { int4Array, int8Array, textArray, timestampArray, uuidArray } from "./binary-array";
import type { Dictionaries } from "./dictionaries";
import { type KeyColumn, keyColumns, ROLLUP_TABLES, type RollupTable } from "./rollup-tables";

/** `keyColumns` gives numbers for numbers and times, text for text and UUIDs. */
const KEY_ARRAYS: Readonly<Record<KeyColumn["type"], (values: readonly unknown[]) => Buffer>> = {
  int: (values) => int4Array(values as readonly number[]),
  timestamptz: (values) => timestampArray(values as readonly number[]),
  text: (values) => textArray(values as readonly string[]),
  uuid: (values) => uuidArray(values as readonly string[]),
};

type TableRow = { readonly key: readonly (number | string)[]; readonly amounts: readonly number[] };

/**
 * Adds a difference of contributions to the rollups: one statement a table, tables in one order, rows sorted by key, so
 * that concurrent workers cannot deadlock. Each worker's streams have a `shard` of rows, so that they seldom wait at all.
 */
export async function mergeRollups(
  tx: Sql,
  change: Contribution,
  { shard, words }: { readonly shard: number; readonly words: Dictionaries },
): Promise<void> {
  const byTable = new Map<RollupTable, TableRow[]>(Object.values(ROLLUP_TABLES).map((table) => [table, []]));
  for (const row of change.values()) {
    const table = ROLLUP_TABLES[row.key.rollup];
    byTable.get(table)?.push({ key: keyColumns(row, words), amounts: amountsOf(row, table) });
  }
  for (const [table, rows] of byTable) {
    if (rows.length > 0) await mergeTable(tx, table, { rows: rows.sort(compareRows), shard });
  }
}

function amountsOf(row: RollupRow, { amounts }: RollupTable): readonly number[] {
  const given = row.amounts as Readonly<Record<string, number>>;
  return amounts.map(({ amount }) => given[amount] ?? 0);
}

async function mergeTable(
  tx: Sql,
  table: RollupTable,
  { rows, shard }: { readonly rows: readonly TableRow[]; readonly shard: number },
): Promise<void> {
  const keys = table.keys.map(({ type }, index) => KEY_ARRAYS[type](rows.map((row) => row.key[index])));
  const amounts = table.amounts.map((_, index) => int8Array(rows.map((row) => row.amounts[index] ?? 0)));
  await tx.query(mergeStatement(table), [...keys, ...amounts, shard]);
  if (rows.some((row) => row.amounts.some((amount) => amount < 0))) {
    await tx.query(sweepStatement(table), [...keys, shard]);
  }
}

/** Names come from the table above, never from outside. */
function mergeStatement({ table, keys, amounts }: RollupTable): string {
  const columns = [...keys.map(({ name }) => name), ...amounts.map(({ column }) => column)];
  const types = [...keys.map(({ type }) => type), ...amounts.map(() => "bigint")];
  const arrays = types.map((type, index) => `$${index + 1}::${type}[]`);
  const sums = amounts.map(({ column }) => `${column} = known.${column} + excluded.${column}`);
  return `insert into ${table} as known (${columns.join(", ")}, shard)
    select given.*, $${columns.length + 1}::smallint from unnest(${arrays.join(", ")}) as given
    on conflict (${keys.map(({ name }) => name).join(", ")}, shard) do update set ${sums.join(", ")}`;
}

/** Rows that have become nothing again are deleted, so that a rebuilt projection has the same rows. */
function sweepStatement({ table, keys, amounts }: RollupTable): string {
  const arrays = keys.map(({ type }, index) => `$${index + 1}::${type}[]`);
  const names = keys.map(({ name }) => name);
  return `delete from ${table} as known using unnest(${arrays.join(", ")}) as given (${names.join(", ")})
    where ${names.map((name) => `known.${name} = given.${name}`).join(" and ")} and known.shard = $${keys.length + 1}::smallint
      and ${amounts.map(({ column }) => `known.${column} = 0`).join(" and ")}`;
}

function compareRows(a: TableRow, b: TableRow): number {
  for (const [index, value] of a.key.entries()) {
    const other = b.key[index] ?? 0;
    const order =
      typeof value === "number" && typeof other === "number"
        ? value - other
        : compareText(String(value), String(other));
    if (order !== 0) return order;
  }
  return 0;
}
