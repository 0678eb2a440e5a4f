import type { Transaction } from "../database";

export type StoredProfile = {
  readonly processId: number;
  readonly activityId: number;
  /** 0: whatever came before. */
  readonly previousActivityId: number;
  readonly followed: number;
  readonly ended: number;
  readonly waiting: number;
  readonly medianMs: number | null;
  readonly thresholdMs: number | null;
  readonly standing: string;
  readonly expected: readonly { readonly activityId: number; readonly count: number }[];
};

/** Puts what was learned in the place of what was known. */
export async function replaceWaitProfiles(
  tx: Transaction,
  profiles: readonly StoredProfile[],
  learnedAt: Date,
): Promise<void> {
  await tx.query("delete from wait_profile");
  await tx.query(
    `insert into wait_profile (process_id, activity_id, previous_activity_id, learned_at, followed, ended, waiting, median_ms,
       threshold_ms, standing, expected)
     select process_id, activity_id, previous_activity_id, $10, followed, ended, waiting, median_ms, threshold_ms, standing, expected::jsonb
     from unnest($1::int[], $2::int[], $3::int[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[],
       $11::text[]) as row (process_id, activity_id, previous_activity_id, followed, ended, waiting, median_ms, threshold_ms, standing, expected)`,
    [
      profiles.map(({ processId }) => processId),
      profiles.map(({ activityId }) => activityId),
      profiles.map(({ previousActivityId }) => previousActivityId),
      profiles.map(({ followed }) => followed),
      profiles.map(({ ended }) => ended),
      profiles.map(({ waiting }) => waiting),
      profiles.map(({ medianMs }) => (medianMs === null ? null : Math.round(medianMs))),
      profiles.map(({ thresholdMs }) => (thresholdMs === null ? null : Math.round(thresholdMs))),
      profiles.map(({ standing }) => standing),
      learnedAt,
      profiles.map(({ expected }) => JSON.stringify(expected)),
    ],
  );
}
