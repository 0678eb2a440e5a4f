import type { Sql } from "../database";

export type PayloadChange = {
  readonly topic: string;
  readonly type: string;
  readonly producer: string;
  readonly path: string;
  readonly jsonType: string;
  readonly change: "added" | "vanished";
};

/** A field that was in nearly all samples, and in none of so many since, is gone; a rarer one may come again. */
const REGULAR_SHARE = 0.95;
const REGULAR_FROM = 20;

/** Fields that came into payloads of known types since an instant, and regular ones that went. */
export async function readPayloadChanges(sql: Sql, since: Date, limit: number): Promise<readonly PayloadChange[]> {
  const { rows } = await sql.query<PayloadChange & { json_type: string }>(
    `select field.topic, field.type, field.producer, field.path, field.json_type,
       case when field.first_seen_at >= $1 then 'added' else 'vanished' end as change
     from payload_field as field
     join payload_field as whole on whole.topic = field.topic and whole.type = field.type
       and whole.producer = field.producer and whole.path = '$'
     where field.path <> '$' and field.json_type <> 'null' and whole.first_seen_at < $1 and whole.last_seen_at >= $1
       and (field.first_seen_at >= $1
            or (field.last_seen_at < $1 and field.seen >= $3 and field.seen >= $4::float8 * field.of_samples
                and whole.seen - field.of_samples >= $3))
     order by field.topic, field.type, field.producer, field.path, field.json_type limit $2`,
    [since, limit, REGULAR_FROM, REGULAR_SHARE],
  );
  return rows.map(({ json_type: jsonType, topic, type, producer, path, change }) => {
    return { topic, type, producer, path, jsonType, change };
  });
}
