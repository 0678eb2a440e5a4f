import { announce } from "@/lib/store/announce";
import { type Pool, transaction } from "@/lib/store/database";
import { archiveDeadLetters } from "@/lib/store/dead-letter/archive-dead-letters";
import { appendAuditEntry } from "@/lib/store/operations/audit";

export type ArchivingAsked = {
  readonly ids: readonly string[];
  readonly actor: string;
  readonly reason: string;
  readonly restore: boolean;
};

const AUDITED_MAX = 1_000;

/** Puts dead letters aside that nobody will replay, or brings them back, with an entry in the audit trail. */
export function archiveLetters(pool: Pool, { ids, actor, reason, restore }: ArchivingAsked): Promise<number> {
  return transaction(pool, async (tx) => {
    const changed = await archiveDeadLetters(tx, ids, restore ? null : { by: actor, because: reason });
    if (changed.length === 0) return 0;
    await appendAuditEntry(tx, {
      actor,
      action: restore ? "restore-dead-letter" : "archive-dead-letter",
      subject: changed.length === 1 ? `dead-letter:${changed[0]}` : `dead-letters:${changed.length}`,
      reason,
      outcome: "done",
      detail: { targets: changed.slice(0, AUDITED_MAX) },
    });
    await announce(tx, ["streams", "incidents"]);
    return changed.length;
  });
}
