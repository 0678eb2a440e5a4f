import { Failure } from "@/lib/domain/failure";
import { type OperationControl, whyNoControl } from "@/lib/domain/operation-state";
import { announce } from "@/lib/store/announce";
import { type Pool, type Sql, transaction } from "@/lib/store/database";
import { appendAuditEntry } from "@/lib/store/operations/audit";
import { letGoOn, lockOperation, writeOperationState } from "@/lib/store/operations/control-operation";
import { skipWaitingItems } from "@/lib/store/operations/run-operation";

export type ControlAsked = {
  readonly operationId: string;
  readonly control: OperationControl;
  readonly actor: string;
  readonly reason: string;
};

/** Pauses an operation, lets it go on, or cancels what of it was not asked yet; what is being asked gets its answer. */
export async function controlOperation(pool: Pool, asked: ControlAsked): Promise<void> {
  await transaction(pool, async (tx) => {
    const known = await lockOperation(tx, asked.operationId);
    if (known === null) throw new Failure("not-found", `There is no operation "${asked.operationId}".`);
    const whyNot = whyNoControl(asked.control, known.state);
    if (whyNot !== null) throw new Failure("conflict", `This operation cannot ${asked.control}: ${whyNot}.`);
    await apply(tx, asked);
    await appendAuditEntry(tx, {
      actor: asked.actor,
      action: `${asked.control}-operation`,
      subject: `operation:${asked.operationId}`,
      reason: asked.reason,
      outcome: "done",
      detail: { action: known.action, before: known.state },
    });
    await announce(tx, ["operations", "incidents"]);
  });
}

async function apply(tx: Sql, { control, operationId, actor, reason }: ControlAsked): Promise<void> {
  const because = reason === "" ? "" : `: ${reason}`;
  switch (control) {
    case "pause":
      return writeOperationState(tx, operationId, { state: "paused", stateReason: `${actor} paused it${because}` });
    case "cancel":
      await skipWaitingItems(tx, { operationId, source: null, why: `${actor} canceled the operation${because}` });
      return writeOperationState(tx, operationId, { state: "canceled", stateReason: `${actor} canceled it${because}` });
    case "resume":
    case "continue":
      return letGoOn(tx, operationId);
  }
}
