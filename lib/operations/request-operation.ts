import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { OperationExecution, OperationPreview } from "@/lib/api/contract/operations";
import { Failure } from "@/lib/domain/failure";
import type { OperationAction } from "@/lib/domain/operation-action";
import { hasRole, type Role } from "@/lib/domain/role";
import { announce } from "@/lib/store/announce";
import { type Pool, type Sql, transaction } from "@/lib/store/database";
import { appendAuditEntry } from "@/lib/store/operations/audit";
import {
  insertOperation,
  insertOperationItems,
  type NewOperation,
  readOperationByKey,
  setCanary,
} from "@/lib/store/operations/request-operation";
import { auditedParameters, auditedSelection } from "./audit/audited-parameters";
import { effectOf, getOffered, readParameters, targetKindOf } from "./offered-actions";
import { readConsumersOf, toMovedOn } from "./preview-effects";
import { type Engines, type SelectedTarget, selectTargets } from "./select-targets";

const SAMPLE_SIZE = 10;
const AUDITED_TARGETS_MAX = 1_000;

export type OperationAsked = {
  readonly action: OperationAction;
  /** `<source>:<incidentKey>`, `<source>:<processInstanceKey>` or `<source>` each, as the action has it: a filter was turned into ids by whoever showed it, so what was seen is what is done. */
  readonly ids: readonly string[];
  /** What was asked for, ids or a filter: for the audit trail, and to tell a repeat from another request. */
  readonly target: unknown;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly idempotencyKey: string | null;
  readonly execution: OperationExecution;
  /** How many its asker saw; null when nobody counted. */
  readonly expected: number | null;
  readonly now: number;
};

export type Requester = { readonly name: string; readonly role: Role };
type Shell = { readonly pool: Pool; readonly engines: Engines };

/** What would happen, and to what. Writes nothing. */
export async function previewOperation(
  { pool, engines }: Shell,
  requester: Requester,
  asked: Pick<OperationAsked, "action" | "ids" | "parameters">,
): Promise<OperationPreview> {
  const action = requireOffer(requester, asked);
  const { targets, vanished } = await selectTargets(pool, engines, { action, ids: asked.ids });
  const possible = targets.filter(({ impossibleBecause }) => impossibleBecause === null);
  return {
    action: asked.action,
    matched: targets.length + vanished.length,
    effect: effectOf(action, possible.length),
    sample: possible.slice(0, SAMPLE_SIZE).map(({ id, caseId, label }) => ({ id, label, caseId })),
    impossible: [
      ...targets.flatMap(({ id, impossibleBecause: why }) => (why === null ? [] : [{ id, why }])),
      ...vanished.map((id) => ({ id, why: NOT_THERE[targetKindOf(action)] })),
    ],
    movedOn: possible.flatMap(toMovedOn),
    consumers: [...(await readConsumersOf(pool, possible, asked.parameters))],
  };
}

/**
 * Freezes the selection, writes the intention into the audit trail, and leaves the asking to the runner. The same
 * idempotency key of the same person answers with the first operation.
 */
export async function requestOperation(
  { pool, engines }: Shell,
  requester: Requester,
  asked: OperationAsked,
): Promise<{ id: string; matched: number }> {
  const action = requireOffer(requester, asked);
  if (asked.reason.trim() === "") {
    const problems = [{ pointer: "/reason", detail: "say why, for the audit trail" }];
    throw new Failure("bad-request", "An operation needs a reason.", { problems });
  }
  return transaction(pool, async (tx) => {
    const first = await readFirstOperation(tx, requester, asked);
    if (first !== null) return first;
    const { targets } = await selectTargets(tx, engines, { action, ids: asked.ids });
    if (targets.length === 0) throw new Failure("not-found", `${NONE_THERE[targetKindOf(action)]}; nothing was asked.`);
    requireExpected(targets.length, asked.expected);
    const operation = toOperation(requester, asked, targets);
    if (!(await insertOperation(tx, operation))) throw asAnotherRequest();
    await insertOperationItems(tx, operation.operationId, targets.map(toItem));
    await setCanary(tx, operation.operationId);
    await appendAuditEntry(tx, {
      actor: requester.name,
      action: asked.action,
      subject: `operation:${operation.operationId}`,
      reason: asked.reason,
      outcome: "",
      detail: toAudited(asked, targets),
    });
    await announce(tx, ["operations", "incidents"]);
    return { id: operation.operationId, matched: targets.length };
  });
}

function toAudited({ target, parameters, execution }: OperationAsked, targets: readonly SelectedTarget[]) {
  const impossible = targets.filter(({ impossibleBecause }) => impossibleBecause !== null).length;
  return {
    total: targets.length,
    before: { possible: targets.length - impossible, impossible },
    selection: auditedSelection(target),
    targets: targets.slice(0, AUDITED_TARGETS_MAX).map(({ id }) => id),
    parameters: auditedParameters(parameters),
    execution,
  };
}

const NOT_THERE = {
  incident: "there is no such incident",
  instance: "there is no such process instance",
  task: "there is no such user task",
  engine: "no engine of this name is connected",
  record: "there is no such dead letter",
  topic: "this source reads no topic of this name",
} as const;
const NONE_THERE = {
  incident: "None of these incidents exists (any more)",
  instance: "None of these process instances exists (any more)",
  task: "None of these user tasks exists (any more)",
  engine: "No engine of this name is connected",
  record: "None of these dead letters exists (any more)",
  topic: "No source reads a topic of this name",
} as const;

/** The action as it is offered; throws for a role, an action or parameters that will not do. */
function requireOffer(requester: Requester, { action, parameters }: Pick<OperationAsked, "action" | "parameters">) {
  if (!hasRole(requester.role, "operator")) {
    throw new Failure("forbidden", `Operations need the role operator; ${requester.name} is ${requester.role}.`);
  }
  const offered = getOffered(action);
  readParameters(offered, parameters);
  return offered;
}

function toOperation(requester: Requester, asked: OperationAsked, targets: readonly SelectedTarget[]): NewOperation {
  return {
    operationId: randomUUID(),
    action: asked.action,
    actor: requester.name,
    reason: asked.reason.trim(),
    idempotencyKey: asked.idempotencyKey,
    target: asked.target,
    parameters: asked.parameters,
    total: targets.length,
    execution: { ...asked.execution, startAt: toStart(asked) },
  };
}

/** The later of both; null: at once. */
function toStart({ execution: { startAt, delaySeconds }, now }: OperationAsked): Date | null {
  const at = Math.max(startAt === null ? 0 : Date.parse(startAt), delaySeconds === 0 ? 0 : now + delaySeconds * 1_000);
  return at > now ? new Date(at) : null;
}

/** Between looking and asking, others may have come or gone: what was not seen is not done. */
function requireExpected(found: number, expected: number | null): void {
  if (expected === null || expected === found) return;
  throw new Failure("conflict", `${expected} were shown, but by now it is ${found}. Look again; nothing was asked.`);
}

const toItem = ({ id, source, caseId, detail, impossibleBecause }: SelectedTarget) => ({
  targetId: id,
  source,
  caseId,
  detail,
  skippedBecause: impossibleBecause,
});

/** A repeat may find other incidents than the first time (they are resolved by now): it is looked for before them. */
async function readFirstOperation(
  tx: Sql,
  requester: Requester,
  { idempotencyKey, action, target }: OperationAsked,
): Promise<{ id: string; matched: number } | null> {
  if (idempotencyKey === null) return null;
  const first = await readOperationByKey(tx, requester.name, idempotencyKey);
  if (first === null) return null;
  if (first.action !== action || !isDeepStrictEqual(first.target, target)) throw asAnotherRequest();
  return { id: first.operationId, matched: first.total };
}

const asAnotherRequest = () =>
  new Failure(
    "conflict",
    "This Idempotency-Key was used for another request, or is being used right now; take a new one.",
  );
