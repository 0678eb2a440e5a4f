import type { Correlation, LinkKeyRow } from "@/lib/domain/correlation";
import type { GatheredKeys } from "./gather-keys";

/**
 * Which case each event of a batch belongs to. A case is a connected component of events over LINK keys; its id is the id
 * of its smallest key by (priority, name, value, scope), so that no order of arrival can change it.
 *
 * The store executes it inside the transaction of the batch, each step one statement over a set:
 *
 * 1. `gatherKeys(events, toKeyId)`; its `keyIds` are the batch's distinct LINK keys, sorted.
 * 2. Read `known`: the rows of those keys, and the row of the leading key of each case that they name:
 *    `… from correlation_key where key_id = any(ids)`, then `… where key_id = any(case ids of the first) order by key_id for
 *    update`. A case's id is the id of its leading key, so locking that row locks the case: whoever adds a key to a case,
 *    merges it or projects it holds this lock.
 * 3. Read the batch's keys once more (without lock). If one of them now names a case that is not locked, somebody merged
 *    or added keys meanwhile: go back to 2 with what was read. Once nothing moved, nothing can move until the commit.
 * 4. `correlate(gathered, known)`.
 * 5. Read states of `before` of all `cases`, and the traces that `planBatch` asks for, **before** keys move: the trace of a
 *    case is `event where case_id in (select key_id from correlation_key where case_id = X)`.
 * 6. For each of `merges`: `update correlation_key set case_id = winner where case_id = any(losers)`; the rows of losers in
 *    case_shared_key become rows of the winner (the same key twice is one row), and what `projectBatch` says of `absorbed`.
 * 7. Insert `newKeys` `on conflict do nothing`. Fewer rows inserted than sent: another worker inserted the same key first
 *    (the insert waited for its commit); roll back to a savepoint before 6 and go back to 2. Set the priority of
 *    `loweredKeys`. Insert `sharedKeys` `on conflict do nothing`.
 *
 * All lists are sorted by id, so workers lock in one order. Where they still deadlock (a repeated step 2), PostgreSQL
 * ends one of them and its batch is run again. Events are never rewritten by a merge: they keep the case id that they
 * were appended under, which is the id of one of the case's keys for ever.
 */
export type Correlate = (gathered: GatheredKeys, known: readonly LinkKeyRow[]) => Correlation;
