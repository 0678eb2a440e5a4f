import type { Sql } from "../database";
import type { BucketCount } from "./element-figures";

/** Histogram rows of the whole time of cases that ended and began since then, by the names of their processes. */
export async function readCaseDurations(
  sql: Sql,
  { names, since }: { readonly names: readonly string[]; readonly since: Date },
): Promise<readonly BucketCount[]> {
  const { rows } = await sql.query<BucketCount>(
    `select process.name as id, bucket, sum(occurrences) as count
     from process join case_duration_rollup using (process_id)
     where process.name = any($1::text[]) and hour >= $2
     group by process.name, bucket`,
    [names, since],
  );
  return rows;
}
