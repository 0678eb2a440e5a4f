import { type Pool, type Sql, transaction } from "./database";
import { endTransactionsOfSilentWorkers, LIVING_WORKERS } from "./worker-lock";

export type Worker = { readonly name: string; readonly lockKey: number };
export type NewStream = { readonly name: string; readonly topic: string; readonly firstPosition: number };
export type OwnStream = { readonly streamId: number; readonly name: string; readonly nextPosition: number };

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
 * Shares the streams of a source among the workers that live, and returns those of this worker: gives back what is more
 * than its share, takes what nobody living has. A stream whose batch is being committed is left alone.
 */
export async function claimStreams(pool: Pool, claim: Claim): Promise<readonly OwnStream[]> {
  await endTransactionsOfSilentWorkers(pool);
  return transaction(pool, async (tx) => {
    const { share, kept } = await readShare(tx, claim);
    if (kept > share) await giveBack(tx, claim, kept - share);
    if (kept < share) await take(tx, claim, share - kept);
    const { rows } = await tx.query<{ stream_id: number; name: string; next_position: number }>(
      `select stream_id, name, next_position from stream
       where source_id = $1 and owner = $2 and not paused and name = any($3::text[]) order by stream_id`,
      [claim.sourceId, claim.worker.name, claim.names],
    );
    return rows.map((row) => ({ streamId: row.stream_id, name: row.name, nextPosition: row.next_position }));
  });
}

export type Claim = { readonly sourceId: number; readonly names: readonly string[]; readonly worker: Worker };

/** Gives back all of a worker's streams: it is about to end. */
export async function releaseStreams(sql: Sql, worker: Worker): Promise<void> {
  await sql.query("update stream set owner = '', owner_lock = null where owner = $1", [worker.name]);
}

/** The streams divided by the workers that live, and how many of them are this worker's. */
async function readShare(tx: Sql, { sourceId, names, worker }: Claim): Promise<{ share: number; kept: number }> {
  const { rows } = await tx.query<{ streams: number; kept: number; workers: number }>(
    `select count(*) as streams, count(*) filter (where owner = $3) as kept,
       (select count(*) from (${LIVING_WORKERS}) as living) as workers
     from stream where source_id = $1 and name = any($2::text[]) and not paused`,
    [sourceId, names, worker.name],
  );
  const { streams, kept, workers } = rows[0] ?? { streams: 0, kept: 0, workers: 1 };
  return { share: Math.ceil(streams / Math.max(1, workers)), kept };
}

async function giveBack(tx: Sql, { sourceId, worker }: Claim, count: number): Promise<void> {
  await tx.query(
    `with spare as (
       select stream_id from stream where source_id = $1 and owner = $2 order by stream_id desc limit $3
       for no key update skip locked)
     update stream set owner = '', owner_lock = null from spare where stream.stream_id = spare.stream_id`,
    [sourceId, worker.name, count],
  );
}

async function take(tx: Sql, { sourceId, names, worker }: Claim, count: number): Promise<void> {
  await tx.query(
    `with orphan as (
       select stream_id from stream
       where source_id = $1 and name = any($2::text[]) and not paused and owner <> $3
         and (owner = '' or owner_lock not in (select lock_key from (${LIVING_WORKERS}) as living))
       order by stream_id limit $5 for no key update skip locked)
     update stream set owner = $3, owner_lock = $4, epoch = epoch + 1 from orphan where stream.stream_id = orphan.stream_id`,
    [sourceId, names, worker.name, worker.lockKey, count],
  );
}
