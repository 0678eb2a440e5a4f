import type { Activity } from "@/lib/domain/activity";
import type { Sql } from "../database";

/** A place that is not judged case by case, and why. */
export type StoredPlace = {
  readonly process: string;
  readonly activity: string;
  readonly producer: string;
  readonly kind: Activity["kind"];
  readonly channel: string;
  readonly standing: string;
  readonly followed: number;
  readonly ended: number;
  readonly waiting: number;
  readonly thresholdMs: number | null;
};

type Row = Omit<StoredPlace, "thresholdMs"> & { threshold_ms: number | null };

/** Places with open cases beyond the threshold that are told as a whole, then those whose history is too thin to judge. */
export async function readUnjudgedPlaces(
  sql: Sql,
  processIds: readonly number[] | null,
  limit: number,
): Promise<readonly StoredPlace[]> {
  const { rows } = await sql.query<Row>(
    `select process.name as process, activity.name as activity, producer, activity.kind, channel, standing, followed, ended, waiting, threshold_ms
     from wait_profile join process using (process_id) join activity using (activity_id)
     where previous_activity_id = 0 and standing in ('silent', 'thin', 'unbounded') and followed > 0
       and ($1::int[] is null or process_id = any($1))
     order by standing <> 'silent', waiting desc, followed desc, process.name, activity.name limit $2`,
    [processIds, limit],
  );
  return rows.map(({ threshold_ms, ...row }) => ({ ...row, thresholdMs: threshold_ms }));
}

/** Processes whose cases are not judged at the moment, and why. */
export async function readPausedProcesses(
  sql: Sql,
): Promise<readonly { readonly process: string; readonly detail: string }[]> {
  const { rows } = await sql.query<{ process: string; detail: string }>(
    `select process.name as process, detail from process_watch join process using (process_id)
     where as_of is null order by process.name limit 200`,
  );
  return rows;
}
