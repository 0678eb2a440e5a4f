import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { sqlState, type Transaction } from "../database";
import type { CopyBuffer } from "./copy-buffer";

const UNIQUE_VIOLATION = "23505";

/** Puts rows into a table; `columns` are those that each of them has, in order. */
export async function copyRows(
  tx: Transaction,
  { table, columns }: { readonly table: string; readonly columns: string },
  rows: CopyBuffer,
): Promise<void> {
  const statement = `copy ${table} (${columns}) from stdin with (format binary)`;
  await pipeline(Readable.from([rows.finish()]), tx.query(copyFrom(statement)));
}

/** The same of rows that may be there already. False: one of them is, and the transaction has to go back to a savepoint. */
export async function copyNewRows(
  tx: Transaction,
  into: { readonly table: string; readonly columns: string },
  rows: CopyBuffer,
): Promise<boolean> {
  try {
    await copyRows(tx, into, rows);
    return true;
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) return false;
    throw error;
  }
}
