import { Failure } from "@/lib/domain/failure";
import { FOLD_VERSION } from "@/lib/project/case-state";
import type { Sql } from "./database";

/**
 * The stored projection must be of this program's fold: two versions in one table would add up to nonsense. An empty
 * database is given ours.
 */
export async function ensureFoldVersion(sql: Sql): Promise<void> {
  await sql.query("insert into projection (fold_version) values ($1) on conflict do nothing", [FOLD_VERSION]);
  const { rows } = await sql.query<{ fold_version: number }>("select fold_version from projection");
  const stored = rows[0]?.fold_version;
  if (stored === FOLD_VERSION) return;
  throw new Failure(
    "conflict",
    `The projection in the database was made by version ${stored} of the fold; this program has version ${FOLD_VERSION}. ` +
      (Number(stored) > FOLD_VERSION
        ? "Start the newer program that made it."
        : "Project again into an empty database: point database.url at one (locally: npm start -- --reset)."),
  );
}
