import { Failure } from "@/lib/domain/failure";
import { FOLD_VERSION } from "@/lib/project/case-state";
import type { Sql } from "../database";
import { assertFoldVersion, SAME_FOLD } from "../fold-version";
import { assertRuleVersion, SAME_RULES } from "../rulebook";

export type StreamMove = {
  readonly streamId: number;
  readonly from: number;
  readonly to: number;
  readonly endPosition: number | null;
  readonly records: number;
  readonly lastRecordedAt: number | null;
  /** Of the saved rules that the records were decoded under. */
  readonly ruleVersion: number;
};

/**
 * Moves a stream on and locks its row: the first statement of a batch's transaction. It is the fence. A worker that lost
 * the stream finds another position there, or waits for the one who has it and then finds another, and is refused.
 */
export async function moveStream(tx: Sql, move: StreamMove): Promise<void> {
  const { rowCount } = await tx.query(
    `update stream set next_position = $3, end_position = greatest($4::bigint, $3), records = records + $5,
       last_recorded_at = greatest(last_recorded_at, $6), moved_at = now()
     where stream_id = $1 and next_position = $2 and not paused and ${SAME_FOLD.replace("$", "$7")} and ${SAME_RULES.replace("$", "$8")}`,
    [
      move.streamId,
      move.from,
      move.to,
      move.endPosition,
      move.records,
      move.lastRecordedAt === null ? null : new Date(move.lastRecordedAt).toISOString(),
      FOLD_VERSION,
      move.ruleVersion,
    ],
  );
  if (rowCount === 0) {
    await assertFoldVersion(tx);
    await assertRuleVersion(tx, move.ruleVersion);
    throw new Failure(
      "stream-lost",
      `Stream ${move.streamId} is no longer at position ${move.from}: another worker reads it, or it was paused.`,
    );
  }
}
