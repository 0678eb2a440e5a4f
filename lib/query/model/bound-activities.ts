import type { Sql } from "@/lib/store/database";
import { type KnownActivity, readActivitiesByDigest } from "@/lib/store/model/bound-activities";
import { type BoundScope, readBindingsOf } from "./model-scope";

/** The activities, of those that were seen, that an element of a bound model stands for. */
export async function readBoundActivities(
  sql: Sql,
  scope: BoundScope,
  elementId: string,
): Promise<readonly KnownActivity[]> {
  const bindings = await readBindingsOf(sql, scope.model, scope.version);
  const ofElement = bindings.filter((binding) => binding.elementId === elementId);
  return readActivitiesByDigest(
    sql,
    ofElement.map(({ activityDigest }) => activityDigest),
  );
}
