import type { Sql } from "../database";

export type EventTypeOf = { readonly topic: string; readonly type: string; readonly producer: string };

/** A field, or with the path `$` the samples of the type themselves, and in how many samples of a portion it was. */
export type SeenField = EventTypeOf & { readonly path: string; readonly jsonType: string; readonly seen: number };

export const WHOLE = { path: "$", jsonType: "object" } as const;

/** Adds what a portion of samples had. The samples themselves are counted first: fields are held against their number. */
export async function addPayloadFields(sql: Sql, fields: readonly SeenField[]): Promise<void> {
  const isWhole = ({ path }: SeenField) => path === WHOLE.path;
  await add(sql, fields.filter(isWhole));
  await add(
    sql,
    fields.filter((field) => !isWhole(field)),
  );
}

async function add(sql: Sql, fields: readonly SeenField[]): Promise<void> {
  if (fields.length === 0) return;
  await sql.query(
    `insert into payload_field as known (topic, type, producer, path, json_type, seen, of_samples)
     select topic, type, producer, found.path, found.json_type, found.seen, coalesce(whole.seen, 0)
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
       as found (topic, type, producer, path, json_type, seen)
     left join payload_field as whole using (topic, type, producer)
     where whole.path is null or whole.path = '$'
     order by topic, type, producer, found.path, found.json_type
     on conflict (topic, type, producer, path, json_type) do update set
       seen = known.seen + excluded.seen, of_samples = excluded.of_samples, last_seen_at = now()`,
    [
      fields.map(({ topic }) => topic),
      fields.map(({ type }) => type),
      fields.map(({ producer }) => producer),
      fields.map(({ path }) => path),
      fields.map(({ jsonType }) => jsonType),
      fields.map(({ seen }) => seen),
    ],
  );
}
