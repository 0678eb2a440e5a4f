import type { Sql } from "../database";

const FIRST_MS = 1_000;
const LONGEST_MS = 8_000;

export type Rest = {
  readonly source: string;
  readonly why: string;
  /** How long the engine itself asks to be left alone. */
  readonly askedForMs: number | null;
};

/**
 * Leaves an engine alone for a while, longer each time in a row. What was under way to it at the same moment and failed too
 * is the same time.
 */
export async function restEngine(tx: Sql, { source, why, askedForMs }: Rest): Promise<void> {
  await tx.query(
    `insert into engine_rest as rest (source, until, strikes, why)
     values ($1, clock_timestamp() + coalesce($2::int, $4) * interval '1 millisecond', 1, $3)
     on conflict (source) do update
     set strikes = rest.strikes + 1, why = excluded.why,
         until = clock_timestamp() + coalesce($2::int, least($5::int, $4::int * power(2, least(rest.strikes, 10))::int)) * interval '1 millisecond'
     where rest.until <= clock_timestamp()`,
    [source, askedForMs, why.slice(0, 1_000), FIRST_MS, LONGEST_MS],
  );
}

/** The engine answers again. */
export async function endRests(tx: Sql, sources: readonly string[]): Promise<void> {
  await tx.query("delete from engine_rest where source = any($1::text[]) and until <= clock_timestamp()", [sources]);
}
