import type { Transaction } from "@/lib/store/database";
import { isTransient } from "./retry";
import { type DecodedRecord, NOTHING_PROJECTED, type Projected, sumProjected } from "./stream-batch";

type Project = (tx: Transaction, records: readonly DecodedRecord[]) => Promise<Projected>;

const REASON_LENGTH_MAX = 500;

/**
 * Projects records; when that fails, and it is not the database's doing, halves them until the one is found that cannot be
 * projected. That one goes to quarantine, all others are projected, in the same transaction. One poison record among n
 * costs some 2·log2(n) attempts.
 */
export async function projectBisecting(
  tx: Transaction,
  records: readonly DecodedRecord[],
  project: Project,
): Promise<Projected> {
  if (records.length === 0) return NOTHING_PROJECTED;
  await tx.query("savepoint part");
  try {
    const projected = await project(tx, records);
    await tx.query("release savepoint part");
    return projected;
  } catch (error) {
    if (isTransient(error)) throw error;
    await tx.query("rollback to savepoint part");
    await tx.query("release savepoint part");
    const [only] = records;
    if (records.length === 1 && only !== undefined) {
      return { ...NOTHING_PROJECTED, quarantined: [{ ...only, reason: reasonOf(error) }] };
    }
    const middle = records.length >> 1;
    const first = await projectBisecting(tx, records.slice(0, middle), project);
    return sumProjected(first, await projectBisecting(tx, records.slice(middle), project));
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `It was decoded, but could not be projected: ${message}`.slice(0, REASON_LENGTH_MAX);
}
