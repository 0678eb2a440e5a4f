import type { Sql } from "../database";
import { type CaseFilter, caseConditions } from "./case-filter";
import type { OfProcess } from "./event-map";

export type StoredVariant = {
  readonly variantId: string;
  readonly cases: number;
  readonly p50Ms: number | null;
  readonly meanMs: number | null;
};

export type VariantPage = {
  readonly cases: number;
  readonly total: number;
  readonly variants: readonly StoredVariant[];
};

type Row = {
  variant_id: string;
  cases: number;
  p50: number | null;
  mean: number | null;
  all_cases: number;
  total: number;
};
export type VariantPlace = { readonly cases: number; readonly variantId: string };

/** Variants of the cases that the filter leaves, the most frequent first. Durations are from the first to the last event. */
export async function readVariants(
  sql: Sql,
  filter: CaseFilter,
  { after, limit }: { readonly after: VariantPlace | null; readonly limit: number },
): Promise<VariantPage> {
  const conditions = caseConditions(filter);
  const [cases, variantId] = [
    conditions.parameter(after?.cases ?? null),
    conditions.parameter(after?.variantId ?? null),
  ];
  const { rows } = await sql.query<Row>(
    `with matching as materialized (
       select variant_id, extract(epoch from last_at - started_at) * 1000 as duration
       from process_case where variant_id is not null and ${conditions.where}),
     counted as (select variant_id, count(*) as cases from matching group by variant_id),
     page as (
       select * from counted
       where ${cases}::bigint is null or cases < ${cases} or (cases = ${cases} and variant_id > ${variantId}::uuid)
       order by cases desc, variant_id limit ${conditions.parameter(limit)}),
     all_counts as (select coalesce(sum(cases), 0) as all_cases, count(*) as total from counted)
     select page.variant_id, page.cases, percentile_cont(0.5) within group (order by duration) as p50, avg(duration) as mean,
            all_cases, total
     from all_counts left join page on true left join matching using (variant_id)
     group by page.variant_id, page.cases, all_cases, total
     order by page.cases desc, page.variant_id`,
    conditions.values,
  );
  return toPage(rows);
}

function toPage(rows: readonly Row[]): VariantPage {
  return {
    cases: rows[0]?.all_cases ?? 0,
    total: rows[0]?.total ?? 0,
    variants: rows.flatMap((row) =>
      row.variant_id === null
        ? []
        : [{ variantId: row.variant_id, cases: row.cases, p50Ms: row.p50, meanMs: row.mean }],
    ),
  };
}

/** How many cases went each way, of those that began within the hours. */
export async function countRolledVariants(
  sql: Sql,
  { processId, from, to }: OfProcess,
): Promise<readonly { readonly variantId: string; readonly cases: number }[]> {
  const { rows } = await sql.query<{ variant_id: string; cases: number }>(
    `select variant_id, sum(cases) as cases from variant_rollup
     where ($1::int is null or process_id = $1)
       and hour >= coalesce($2::timestamptz, '-infinity') and hour < coalesce($3::timestamptz, 'infinity')
     group by variant_id having sum(cases) > 0`,
    [processId, from, to],
  );
  return rows.map((row) => ({ variantId: row.variant_id, cases: row.cases }));
}

/** The same as `readVariants`, of a process's cases that began within the hours; medians are those of its newest cases. */
export async function readRolledVariants(
  sql: Sql,
  { processId, from, to }: OfProcess,
  { after, limit, sampled }: { readonly after: VariantPlace | null; readonly limit: number; readonly sampled: number },
): Promise<VariantPage> {
  const { rows } = await sql.query<Row>(
    `with counted as (
       select variant_id, sum(cases) as cases, sum(total_ms) as total_ms from variant_rollup
       where process_id = $1
         and hour >= coalesce($2::timestamptz, '-infinity') and hour < coalesce($3::timestamptz, 'infinity')
       group by variant_id having sum(cases) > 0),
     page as (
       select * from counted
       where $4::bigint is null or cases < $4 or (cases = $4 and variant_id > $5::uuid)
       order by cases desc, variant_id limit $6),
     newest as (
       select variant_id, extract(epoch from last_at - started_at) * 1000 as duration from process_case
       where process_id = $1 and started_at >= coalesce($2, '-infinity') and started_at < coalesce($3, 'infinity')
       order by started_at desc, case_id limit $7),
     medians as (
       select variant_id, percentile_cont(0.5) within group (order by duration) as p50 from newest group by variant_id),
     all_counts as (select coalesce(sum(cases), 0) as all_cases, count(*) as total from counted)
     select page.variant_id, page.cases, p50, total_ms::float8 / page.cases as mean, all_cases, total
     from all_counts left join page on true left join medians using (variant_id)
     order by page.cases desc, page.variant_id`,
    [processId, from, to, after?.cases ?? null, after?.variantId ?? null, limit, sampled],
  );
  return toPage(rows);
}

export type VariantStep = {
  readonly variantId: string;
  readonly parentVariantId: string;
  readonly activityId: number;
};
type StepRow = { variant_id: string; parent_variant_id: string; activity_id: number };

/** The nodes of the trie on the way from the root to these variants, each once; at most so many, the deepest first. */
export async function readVariantSteps(
  sql: Sql,
  variantIds: readonly string[],
  limit: number,
): Promise<readonly VariantStep[]> {
  const { rows } = await sql.query<StepRow>(
    `with recursive step as (
       select variant_id, parent_variant_id, activity_id from variant where variant_id = any($1::uuid[])
       union
       select parent.variant_id, parent.parent_variant_id, parent.activity_id
       from step join variant as parent on parent.variant_id = step.parent_variant_id)
     select variant_id, parent_variant_id, activity_id from step limit $2`,
    [variantIds, limit],
  );
  return rows.map((row) => ({
    variantId: row.variant_id,
    parentVariantId: row.parent_variant_id,
    activityId: row.activity_id,
  }));
}
