import type { Sql } from "../database";

/** An element of a definition at which tokens stand. */
export type WaitingElement = {
  readonly definitionId: number;
  readonly elementId: string;
  readonly tokens: number;
  readonly oldestAt: Date;
  /** Of these, those that stopped with an incident: they wait for a person, not for a worker. */
  readonly stopped: number;
  /** The last hour (its begin) in which it was completed; null when it never was. */
  readonly lastDoneHour: Date | null;
};

/** Everything that tokens stand at, over the index of open elements: as large as what is open. */
export async function readWaitingElements(sql: Sql): Promise<readonly WaitingElement[]> {
  const { rows } = await sql.query<WaitingElement>(
    `with standing as (
       select definition_id, element_id, count(*) as tokens, min(entered_at) as oldest_at
       from open_element group by definition_id, element_id),
     stopped as (
       select definition_id, element_id, count(*) as stopped from incident
       where resolved_at is null group by definition_id, element_id)
     select definition_id as "definitionId", element_id as "elementId", tokens, oldest_at as "oldestAt",
       coalesce(stopped, 0) as stopped,
       (select max(hour) from element_rollup as done
        where done.definition_id = standing.definition_id and done.element_id = standing.element_id and completed > 0) as "lastDoneHour"
     from standing left join stopped using (definition_id, element_id)`,
  );
  return rows;
}

export type StandingCases = {
  readonly activityId: number;
  readonly cases: number;
  readonly oldestAt: Date;
  readonly samples: readonly { readonly id: string; readonly label: string }[];
  readonly isCut: boolean;
};

type Places = {
  readonly definitionIds: readonly number[];
  readonly elementIds: readonly string[];
  readonly limit: number;
};

/** Open cases with a token at these elements and no open incident, by their last activity; the oldest tokens of each element first. */
export async function readStandingCases(
  sql: Sql,
  { definitionIds, elementIds, limit }: Places,
): Promise<readonly StandingCases[]> {
  const { rows } = await sql.query<StandingCases>(
    `with standing as (
       select token.* from unnest($1::int[], $2::text[]) as place (definition_id, element_id)
       cross join lateral (
         select case_id, entered_at, count(*) over () as found from (
           select case_id, entered_at from open_element
           where open_element.definition_id = place.definition_id and open_element.element_id = place.element_id
           order by entered_at limit $3) as oldest) as token)
     select last_activity_id as "activityId", count(distinct case_id) as cases, min(entered_at) as "oldestAt",
       max(found) >= $3 as "isCut",
       to_json((array_agg(json_build_object('id', case_id, 'label', lead_name || ':' || lead_value) order by entered_at, case_id))[1:5]) as samples
     from standing join process_case using (case_id)
     where status = 'active' and open_incidents = 0 and last_activity_id is not null
     group by last_activity_id order by min(entered_at), last_activity_id`,
    [definitionIds, elementIds, limit],
  );
  return rows;
}
