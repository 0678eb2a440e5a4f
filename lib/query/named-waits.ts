import type { Activity } from "@/lib/domain/activity";
import type { Sql } from "@/lib/store/database";
import { toElementName } from "./element-names";

type Named = Pick<Activity, "kind" | "producer" | "channel"> & { readonly activity: string };
type Waiting = Named & { readonly expected?: readonly Named[] };

/** The same rows with elements called as their diagrams call them: an id of the modeller says nothing to a person. */
export async function withElementNames<Row extends Waiting>(sql: Sql, rows: readonly Row[]): Promise<readonly Row[]> {
  const all = rows.flatMap((row) => [row, ...(row.expected ?? [])]).map(toWords);
  const nameOf = await toElementName(sql, all);
  const named = <One extends Named>(one: One): One => ({ ...one, activity: nameOf(toWords(one)) });
  return rows.map((row) =>
    row.expected === undefined ? named(row) : { ...named(row), expected: row.expected.map((next) => named(next)) },
  );
}

function toWords({ activity, kind, producer, channel }: Named) {
  return { name: activity, kind, producer, channel };
}
