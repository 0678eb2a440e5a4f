import { Failure } from "@/lib/domain/failure";
import type { Pool } from "@/lib/store/database";
import { appendAuditEntry } from "@/lib/store/operations/audit";
import { type Retryable, readRetryable } from "@/lib/store/quarantined-record";
import { projectQuarantined, type QuarantineRetry, type RetriedRecord } from "./project-quarantined";

export type RetryAsked = Pick<QuarantineRetry, "rulesOf" | "toReadable"> & {
  readonly pool: Pool;
  /** Who asked and why, for the audit trail. */
  readonly actor: string;
  readonly reason: string;
};

const ACTION = "retry-quarantined";

/** Decodes one record again with the rules in force. What is asked is in the audit trail before it is done. */
export async function retryRecord(asked: RetryAsked, quarantineId: number): Promise<RetriedRecord> {
  const subject = `quarantined:${quarantineId}`;
  return audited(asked, { subject, detail: {} }, async () => {
    const [record] = await projectQuarantined({ ...asked, quarantineIds: [quarantineId] });
    if (record === undefined) throw new Failure("not-found", `There is no quarantined record ${quarantineId}.`);
    return { result: record, outcome: record.state, detail: {} };
  });
}

export type GroupRetried = {
  readonly records: readonly RetriedRecord[];
  /** Records after this one were not tried yet; null when all were. */
  readonly next: number | null;
};

/** So much of a group is done in one call and one transaction: it answers within seconds, and can be stopped in between. */
const RECORDS_PER_CALL = 250;
const RECORDS_PER_TRANSACTION = 50;
const BYTES_PER_TRANSACTION = 8 * 1024 * 1024;

/** Decodes the next records of a group again; whoever wants all of them calls until `next` is null. */
export async function retryGroup(
  asked: RetryAsked,
  { groupId, after }: { readonly groupId: string; readonly after: number },
): Promise<GroupRetried> {
  const found = await readRetryable(asked.pool, groupId, { after, limit: RECORDS_PER_CALL + 1 });
  const due = found.slice(0, RECORDS_PER_CALL);
  const last = due.at(-1);
  if (last === undefined) return { records: [], next: null };
  const detail = { records: due.length, from: due[0]?.quarantineId, to: last.quarantineId };
  return audited(asked, { subject: `quarantine-group:${groupId}`, detail }, async () => {
    const records: RetriedRecord[] = [];
    for (const part of inParts(due)) {
      const quarantineIds = part.map(({ quarantineId }) => quarantineId);
      records.push(...(await projectQuarantined({ ...asked, quarantineIds })));
    }
    const projected = records.filter(({ state }) => state === "projected").length;
    const next = found.length > RECORDS_PER_CALL ? last.quarantineId : null;
    return { result: { records, next }, outcome: "done", detail: { ...detail, projected } };
  });
}

/** Parts of one stream each: a transaction projects into one. */
function* inParts(due: readonly Retryable[]): Generator<readonly Retryable[]> {
  let part: Retryable[] = [];
  let bytes = 0;
  for (const record of due) {
    const isFull = part.length >= RECORDS_PER_TRANSACTION || bytes + record.bytes > BYTES_PER_TRANSACTION;
    if (part.length > 0 && (isFull || part[0]?.streamId !== record.streamId)) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(record);
    bytes += record.bytes;
  }
  if (part.length > 0) yield part;
}

type Act = { readonly subject: string; readonly detail: Readonly<Record<string, unknown>> };
type Done<Result> = { readonly result: Result; readonly outcome: string; readonly detail: Act["detail"] };

/** The intention is written before the act, and what came of it after it. */
async function audited<Result>(
  { pool, actor, reason }: RetryAsked,
  { subject, detail }: Act,
  act: () => Promise<Done<Result>>,
): Promise<Result> {
  const entry = { actor, action: ACTION, subject, reason };
  await appendAuditEntry(pool, { ...entry, outcome: "", detail });
  try {
    const done = await act();
    await appendAuditEntry(pool, { ...entry, outcome: done.outcome, detail: done.detail });
    return done.result;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    await appendAuditEntry(pool, { ...entry, outcome: "failed", detail: { ...detail, why } }).catch(() => undefined);
    throw error;
  }
}
