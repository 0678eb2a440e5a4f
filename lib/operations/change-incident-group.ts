import type { IncidentGroupChange } from "@/lib/api/contract/incident-groups";
import { Failure } from "@/lib/domain/failure";
import { announce } from "@/lib/store/announce";
import { type Pool, type Sql, transaction } from "@/lib/store/database";
import { insertGroupComment } from "@/lib/store/incident/comments";
import { type GroupNote, lockGroupNote, updateGroupNote } from "@/lib/store/incident/group-notes";
import { deleteRunbook, saveRunbook } from "@/lib/store/incident/runbooks";
import { appendAuditEntry } from "@/lib/store/operations/audit";

export type GroupChangeAsked = {
  readonly fingerprint: string;
  readonly change: IncidentGroupChange;
  /** What the runbook is of, when it is one. */
  readonly runbookScope: string;
  readonly actor: string;
  readonly now: number;
};

type Detail = Readonly<Record<string, unknown>>;

/** Writes down what somebody says of a group of incidents, with an entry in the audit trail. */
export function changeIncidentGroup(pool: Pool, asked: GroupChangeAsked): Promise<void> {
  const { change, fingerprint, actor } = asked;
  return transaction(pool, async (tx) => {
    const detail = await apply(tx, asked);
    await announce(tx, ["incidents"]);
    await appendAuditEntry(tx, {
      actor,
      action: `${change.change}-incident-group`,
      subject: `incident-group:${fingerprint}`,
      reason: change.change === "archive" ? change.reason : "",
      outcome: "done",
      detail,
    });
  });
}

/** What was before and after; of long texts only how long they are, for they stand elsewhere. */
async function apply(tx: Sql, { change, fingerprint, runbookScope, actor, now }: GroupChangeAsked): Promise<Detail> {
  const at = new Date(now);
  if (change.change === "comment") {
    await insertGroupComment(tx, fingerprint, { writtenAt: at, author: actor, text: change.text });
    return { characters: change.text.length };
  }
  if (change.change === "runbook") {
    const { markdown } = change;
    if (markdown.trim() === "") await deleteRunbook(tx, runbookScope);
    else await saveRunbook(tx, { scope: runbookScope, markdown, savedAt: at, savedBy: actor });
    return { scope: runbookScope, characters: markdown.trim().length };
  }
  const before = await lockGroupNote(tx, fingerprint);
  const after = { ...before, ...toNote(change, { actor, at }) };
  await updateGroupNote(tx, after);
  return { before: toDetail(before), after: toDetail(after) };
}

type NoteChange = Exclude<IncidentGroupChange, { change: "comment" | "runbook" }>;

function toNote(change: NoteChange, { actor, at }: { readonly actor: string; readonly at: Date }): Partial<GroupNote> {
  switch (change.change) {
    case "assign":
      return { assignee: change.assignee };
    case "ticket":
      return { ticket: change.url };
    case "snooze":
      return { snoozedUntil: change.until === null ? null : toComing(change.until, at) };
    case "archive":
      return { archivedAt: at, archivedBy: actor, archivedBecause: change.reason, snoozedUntil: null };
    case "restore":
      return { archivedAt: null, archivedBy: null, archivedBecause: null, snoozedUntil: null };
  }
}

function toComing(until: string, at: Date): Date {
  const instant = new Date(until);
  if (instant > at) return instant;
  throw new Failure("bad-request", `A group can be snoozed until an instant that is to come; ${until} is past.`);
}

function toDetail({ fingerprint: _fingerprint, ...note }: GroupNote): Detail {
  return Object.fromEntries(Object.entries(note).filter(([, value]) => value !== null));
}
