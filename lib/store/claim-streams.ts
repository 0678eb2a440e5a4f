import { type Pool, type Sql, transaction } from "./database";
import { WORKER_LOCK_CLASS } from "./worker-lock";

export type Worker = { readonly name: string; readonly lockKey: number };
export type NewStream = { readonly name: string; readonly topic: string; readonly firstPosition: number };
export type OwnStream = { readonly streamId: number; readonly name: string; readonly nextPosition: number };

/** Asked every two seconds: a frozen worker's streams are another's after five times that. */
const LEASE = "10 seconds";

/** Streams that were not known begin at the first position that their source still has. */
export async function insertStreams(sql: Sql, sourceId: number, streams: readonly NewStream[]): Promise<void> {
  await sql.query(
    `insert into stream (source_id, name, topic, next_position)
     select $1, given.* from unnest($2::text[], $3::text[], $4::bigint[]) as given (name, topic, first_position)
     where not exists (select from stream where stream.source_id = $1 and stream.name = given.name)
     on conflict do nothing`,
    [
      sourceId,
      streams.map(({ name }) => name),
      streams.map(({ topic }) => topic),
      streams.map(({ firstPosition }) => firstPosition),
    ],
  );
}

/**
 * Shares the streams of a source among the workers that live, and returns those of this worker: renews what it has, gives
 * back what is more than its share, takes what nobody living has. A stream whose batch is being committed is left alone.
 */
export async function claimStreams(
  pool: Pool,
  {
    sourceId,
    names,
    worker,
  }: { readonly sourceId: number; readonly names: readonly string[]; readonly worker: Worker },
): Promise<readonly OwnStream[]> {
  return transaction(pool, async (tx) => {
    const share = await readShare(tx, sourceId, names);
    const kept = await renew(tx, { sourceId, names, worker, share });
    if (kept > share) await giveBack(tx, { sourceId, worker, count: kept - share });
    if (kept < share) await take(tx, { sourceId, names, worker, count: share - kept });
    const { rows } = await tx.query<{ stream_id: number; name: string; next_position: number }>(
      `select stream_id, name, next_position from stream
       where source_id = $1 and owner = $2 and not paused and name = any($3::text[]) order by stream_id`,
      [sourceId, worker.name, names],
    );
    return rows.map((row) => ({ streamId: row.stream_id, name: row.name, nextPosition: row.next_position }));
  });
}

/** Gives back all of a worker's streams: it is about to end. */
export async function releaseStreams(sql: Sql, worker: Worker): Promise<void> {
  await sql.query("update stream set owner = '', owner_lock = null, leased_until = null where owner = $1", [
    worker.name,
  ]);
}

const LIVING = `select objid::bigint as lock_key from pg_locks
  where locktype = 'advisory' and granted and classid = ${WORKER_LOCK_CLASS} and objsubid = 2
    and database = (select oid from pg_database where datname = current_database())`;

/** Streams of the source, divided by the workers that have some of it now or are about to (this one). */
async function readShare(tx: Sql, sourceId: number, names: readonly string[]): Promise<number> {
  const { rows } = await tx.query<{ streams: number; workers: number }>(
    `select (select count(*) from stream where source_id = $1 and name = any($2::text[]) and not paused) as streams,
            (select count(*) from (${LIVING}) as living) as workers`,
    [sourceId, names],
  );
  const { streams, workers } = rows[0] ?? { streams: 0, workers: 1 };
  return Math.ceil(streams / Math.max(1, workers));
}

type Claiming = {
  readonly sourceId: number;
  readonly names: readonly string[];
  readonly worker: Worker;
};

async function renew(tx: Sql, { sourceId, names, worker }: Claiming & { readonly share: number }): Promise<number> {
  await tx.query(
    `with due as (
       select stream_id from stream where source_id = $1 and owner = $2 order by stream_id for no key update skip locked)
     update stream set leased_until = now() + interval '${LEASE}' from due where stream.stream_id = due.stream_id`,
    [sourceId, worker.name],
  );
  const { rows } = await tx.query<{ kept: number }>(
    "select count(*) as kept from stream where source_id = $1 and owner = $2 and not paused and name = any($3::text[])",
    [sourceId, worker.name, names],
  );
  return rows[0]?.kept ?? 0;
}

async function giveBack(tx: Sql, of: { sourceId: number; worker: Worker; count: number }): Promise<void> {
  await tx.query(
    `with spare as (
       select stream_id from stream where source_id = $1 and owner = $2 order by stream_id desc limit $3
       for no key update skip locked)
     update stream set owner = '', owner_lock = null, leased_until = null from spare where stream.stream_id = spare.stream_id`,
    [of.sourceId, of.worker.name, of.count],
  );
}

async function take(tx: Sql, of: Claiming & { readonly count: number }): Promise<void> {
  await tx.query(
    `with orphan as (
       select stream_id from stream
       where source_id = $1 and name = any($2::text[]) and not paused and owner <> $3
         and (owner = '' or leased_until is null or leased_until < now()
              or owner_lock not in (select lock_key from (${LIVING}) as living))
       order by stream_id limit $5 for no key update skip locked)
     update stream set owner = $3, owner_lock = $4, epoch = epoch + 1, leased_until = now() + interval '${LEASE}'
     from orphan where stream.stream_id = orphan.stream_id`,
    [of.sourceId, of.names, of.worker.name, of.worker.lockKey, of.count],
  );
}
