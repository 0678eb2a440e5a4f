import type { Sql } from "../database";
import { Conditions } from "./conditions";

export type StoredFinding = {
  readonly caseId: string;
  readonly caseLabel: string;
  readonly kind: string;
  readonly subject: string;
  readonly process: string;
  readonly detail: string;
  readonly evidence: readonly { readonly eventId: string; readonly caseId: string; readonly title: string }[];
  readonly firstSeenAt: Date;
};

/** Which findings are meant; null is any. */
export type FindingFilter = {
  readonly kind: string | null;
  readonly processId: number | null;
  readonly caseId: string | null;
};

export type FindingPlace = { readonly firstSeenAt: Date; readonly caseId: string; readonly subject: string };

type Row = {
  case_id: string;
  kind: string;
  subject: string;
  process: string;
  detail: string;
  first_seen_at: Date;
  lead_name: string;
  lead_value: string;
  evidence: StoredFinding["evidence"] | null;
};

function findingConditions({ kind, processId, caseId }: FindingFilter): Conditions {
  return new Conditions()
    .when("finding.kind = $", kind)
    .when("finding.process_id = $", processId)
    .when("finding.case_id = $::uuid", caseId);
}

/**
 * Findings, the latest first, with the events that show them: where each is now, and what it says. Events of a payload's
 * shape may be in another case, so they are looked for by their ids in the cases of the finding, and left out elsewhere.
 */
export async function readFindings(
  sql: Sql,
  filter: FindingFilter,
  { after, limit }: { readonly after: FindingPlace | null; readonly limit: number },
): Promise<readonly StoredFinding[]> {
  const conditions = findingConditions(filter);
  if (after !== null) {
    const [at, id] = [conditions.parameter(after.firstSeenAt), conditions.parameter(after.caseId)];
    const subject = conditions.parameter(after.subject);
    conditions.always(
      `first_seen_at <= ${at} and (first_seen_at < ${at} or (case_id, kind || subject) > (${id}::uuid, ${subject}))`,
    );
  }
  const { rows } = await sql.query<Row>(
    `with page as materialized (
       select * from finding where ${conditions.where}
       order by first_seen_at desc, case_id, kind || subject limit ${conditions.parameter(limit)})
     select page.case_id, page.kind, page.subject, process.name as process, page.detail, first_seen_at, lead_name, lead_value,
       (select json_agg(json_build_object('eventId', shown.event_id, 'caseId', page.case_id, 'title', title) order by occurred_at)
        from (
          select distinct on (event_id) event_id, occurred_at, coalesce(activity.name, event.kind) as title
          from correlation_key as known join event on event.case_id = known.key_id left join activity using (activity_id)
          where known.case_id = page.case_id and page.evidence ? event_id
          order by event_id, occurred_at) as shown) as evidence
     from page join process_case using (case_id) join process on process.process_id = page.process_id
     order by first_seen_at desc, page.case_id, page.kind || page.subject`,
    conditions.values,
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    caseLabel: `${row.lead_name}:${row.lead_value}`,
    kind: row.kind,
    subject: row.subject,
    process: row.process,
    detail: row.detail,
    evidence: row.evidence ?? [],
    firstSeenAt: row.first_seen_at,
  }));
}

/** How many there are of each kind, over an index. */
export async function countFindings(
  sql: Sql,
  filter: Omit<FindingFilter, "kind">,
): Promise<ReadonlyMap<string, number>> {
  const conditions = findingConditions({ ...filter, kind: null });
  const { rows } = await sql.query<{ kind: string; count: number }>(
    `select kind, count(*) as count from finding where ${conditions.where} group by kind`,
    conditions.values,
  );
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}
