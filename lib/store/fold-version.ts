import { Failure } from "@/lib/domain/failure";
import { FOLD_VERSION } from "@/lib/project/case-state";
import type { Sql } from "./database";

/**
 * A condition for the first statement of a batch: whoever folds otherwise than the stored projection was folded is refused,
 * also when a rebuild by another version was switched in a moment ago. `$` is our fold version.
 */
export const SAME_FOLD = "not exists (select from projection where fold_version <> $)";

/**
 * The stored projection must be of this program's fold: two versions in one table would add up to nonsense. An empty
 * database is given ours.
 */
export async function ensureFoldVersion(sql: Sql): Promise<void> {
  await sql.query("insert into projection (fold_version) values ($1) on conflict do nothing", [FOLD_VERSION]);
  await assertFoldVersion(sql);
}

/** Throws, in words for an operator, when the stored projection was made by another version of the fold. */
export async function assertFoldVersion(sql: Sql): Promise<void> {
  const { rows } = await sql.query<{ fold_version: number }>("select fold_version from projection");
  const stored = rows[0]?.fold_version;
  if (stored === undefined || stored === FOLD_VERSION) return;
  throw new Failure(
    "conflict",
    `The projection in the database was made by version ${stored} of the fold; this program has version ${FOLD_VERSION}. ` +
      (stored > FOLD_VERSION
        ? "Start the newer program that made it."
        : "Run throughline rebuild: it projects the event log again, while the older program goes on."),
  );
}
