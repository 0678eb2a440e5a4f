import type { DeadLetterDialect } from "@/lib/domain/dead-letter";
import type { Sql } from "../database";
import { Conditions } from "../read/conditions";
import type { IncidentFilter } from "../read/incidents";
import { addAside } from "./aside";
import { DEAD_LETTER_FINGERPRINT, deadLetterRows } from "./dead-letter-rows";

export type LetterIncident = {
  readonly streamId: number;
  readonly position: number;
  readonly openedAt: Date;
  readonly source: string;
  readonly place: string;
  readonly topic: string;
  readonly originalTopic: string | null;
  readonly dialect: DeadLetterDialect;
  readonly exception: string | null;
  readonly message: string | null;
  readonly caseId: string | null;
  readonly caseLabel: string | null;
  readonly isOpen: boolean;
  readonly fingerprint: string;
  /** How many of the filter are in its group. */
  readonly alike: number;
};

export type LetterPlace = { readonly recordedAt: Date; readonly streamId: number; readonly position: number };

/** Dead letters as incidents, the latest first. */
export async function readLetterIncidents(
  sql: Sql,
  filter: IncidentFilter,
  { after, limit }: { readonly after: LetterPlace | null; readonly limit: number },
): Promise<readonly LetterIncident[]> {
  const meant = deadLetterRows(filter);
  if (meant === null) return [];
  const { rows: letters, conditions: values } = meant;
  const page = pageConditions(filter, values);
  if (after !== null) {
    const [at, streamId, position] = [after.recordedAt, after.streamId, after.position].map((one) =>
      page.parameter(one),
    );
    page.always(
      `(recorded_at < ${at} or (recorded_at = ${at} and (stream_id, position) > (${streamId}::int, ${position}::bigint)))`,
    );
  }
  const { rows } = await sql.query<LetterIncident>(
    `with matching as materialized (select *, count(*) over (partition by fingerprint) as alike from ${letters})
     select stream_id as "streamId", position, recorded_at as "openedAt", source, place, topic, original_topic as "originalTopic",
       dialect, exception, message, case_id as "caseId", case_label as "caseLabel", is_open as "isOpen",
       fingerprint::text as fingerprint, alike
     from matching as letter where ${page.where}
     order by recorded_at desc, stream_id, position limit ${page.parameter(limit)}`,
    page.values,
  );
  return rows;
}

export type LetterGroup = Pick<
  LetterIncident,
  "fingerprint" | "source" | "topic" | "originalTopic" | "dialect" | "exception" | "message"
> & {
  readonly incidents: number;
  readonly cases: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly isOpen: boolean;
  readonly sampleCaseIds: readonly string[];
};

/** Dead letters by fingerprint, the most first; the words are those of the latest. */
export async function readLetterGroups(
  sql: Sql,
  filter: IncidentFilter,
  limit: number,
): Promise<readonly LetterGroup[]> {
  const meant = deadLetterRows(filter);
  if (meant === null) return [];
  const { rows: letters, conditions: values } = meant;
  const page = pageConditions(filter, values);
  const { rows } = await sql.query<LetterGroup>(
    `select fingerprint::text as fingerprint, count(*) as incidents, count(distinct case_id) as cases,
       min(recorded_at) as "firstSeen", max(recorded_at) as "lastSeen", bool_or(is_open) as "isOpen", min(source) as source,
       min(topic) as topic, min(original_topic) as "originalTopic", min(dialect) as dialect, min(exception) as exception,
       (array_agg(message order by recorded_at desc))[1] as message,
       coalesce((array_agg(case_id order by recorded_at desc) filter (where case_id is not null))[1:9]::text[], '{}') as "sampleCaseIds"
     from ${letters} where ${page.where}
     group by fingerprint order by count(*) desc, fingerprint limit ${page.parameter(limit)}`,
    page.values,
  );
  return rows;
}

/** How many dead letters each group had by hour before `now`, the latest hour first. */
export async function readLetterTrends(
  sql: Sql,
  {
    fingerprints,
    now,
    hours,
  }: { readonly fingerprints: readonly string[]; readonly now: Date; readonly hours: number },
): Promise<readonly { fingerprint: string; ago: number; incidents: number }[]> {
  const { rows } = await sql.query<{ fingerprint: string; ago: number; incidents: number }>(
    `select fingerprint::text as fingerprint, floor(extract(epoch from $2::timestamptz - recorded_at) / 3600)::int as ago,
       count(*) as incidents
     from (
       select letter.recorded_at, ${DEAD_LETTER_FINGERPRINT} as fingerprint
       from dead_letter as letter join stream using (stream_id) join source using (source_id)
       where letter.recorded_at > $2::timestamptz - $3::int * interval '1 hour' and letter.recorded_at <= $2
       order by letter.recorded_at desc limit 10000) as recent
     where fingerprint = any($1::uuid[]) group by 1, 2`,
    [fingerprints, now, hours],
  );
  return rows;
}

/** What is asked of the rows once their fingerprint is known; goes on with the parameters of the rows. */
function pageConditions(filter: IncidentFilter, of: Conditions): Conditions {
  const conditions = new Conditions();
  conditions.values.push(...of.values);
  conditions.when("fingerprint = $::uuid", filter.fingerprint);
  if (filter.aside != null)
    addAside(conditions, filter.aside, { group: "letter.fingerprint", at: "letter.recorded_at" });
  return conditions;
}
