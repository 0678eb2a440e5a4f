import { CaseListQuery, IncidentListQuery } from "@/lib/api/contract/cases";
import { OperationAccepted, OperationPreview, type OperationRequest } from "@/lib/api/contract/operations";
import { Failure } from "@/lib/domain/failure";
import type { OperationAction } from "@/lib/domain/operation-action";
import { getOffered, targetKindOf } from "@/lib/operations/offered-actions";
import { previewOperation, requestOperation } from "@/lib/operations/request-operation";
import { readActiveInstances, readDefinitionIds } from "@/lib/query/active-instances";
import { readCaseList } from "@/lib/query/cases";
import { readIncidentList } from "@/lib/query/incidents";
import { type Context, jsonResponse } from "./route";

const TARGETS_MAX = 10_000;
const PAGE = 500;

/** A dry run answers what would happen; otherwise the operation is frozen and written down, and a runner does it. */
export async function answerOperation(
  { action, target, parameters, dryRun, reason, execution, expected }: OperationRequest,
  idempotencyKey: string | null,
  context: Context,
): Promise<Response> {
  const { db: pool, engines, caller, now } = context;
  const ids = "ids" in target ? target.ids : await readMatchingIds(action, target.filter, context);
  if (dryRun) {
    const preview = await previewOperation({ pool, engines }, caller, { action, ids, parameters });
    return jsonResponse(OperationPreview.parse(preview), 200);
  }
  const how = { reason, idempotencyKey, execution, expected: expected ?? null, now };
  const asked = { action, ids, target: withoutAbsent(target), parameters, ...how };
  return jsonResponse(OperationAccepted.parse(await requestOperation({ pool, engines }, caller, asked)), 202);
}

/** As it comes back from the database: absent fields are not there. */
const withoutAbsent = (target: unknown): unknown => JSON.parse(JSON.stringify(target));

type Filter = Extract<OperationRequest["target"], { filter: unknown }>["filter"];

/** Freezes what a filter means now: what comes later is not part of it. */
function readMatchingIds(action: OperationAction, filter: Filter, context: Context): Promise<string[]> {
  const on = targetKindOf(getOffered(action));
  if (on === "incident") return readMatchingIncidents(filter, context);
  if (on === "instance") return readMatchingInstances(filter, context);
  throw new Failure("bad-request", `${action} is asked of engines: name them in target.ids.`);
}

async function readMatchingIncidents(filter: Filter, { db, engines, now }: Context): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { ...filter, ...IncidentListQuery.parse({ limit: PAGE, cursor, type: "engine" }) };
    const page = await readIncidentList(db, { query, engines: new Set(engines.keys()), now });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
    requireFew(ids.length, "incidents");
  } while (cursor !== undefined);
  return ids;
}

/** Active process instances of the open cases that match; of a process model only its own, of an element only where a token stands in it. */
async function readMatchingInstances(filter: Filter, { db, now }: Context): Promise<string[]> {
  if (filter.fingerprint !== undefined) {
    throw new Failure("bad-request", "A fingerprint tells incidents apart, not process instances; leave it out.");
  }
  const { fingerprint: _fingerprint, ...ofCases } = filter;
  const caseIds: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { ...CaseListQuery.parse({ limit: PAGE, cursor, state: "active" }), ...ofCases };
    const page = await readCaseList(db, query, now);
    caseIds.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
    requireFew(caseIds.length, "cases");
  } while (cursor !== undefined);
  const definitionIds = await readDefinitionIds(db, filter);
  const elementId = filter.element ?? null;
  const ids = [...(await readActiveInstances(db, { caseIds, definitionIds, elementId }))];
  requireFew(ids.length, "process instances");
  return ids;
}

function requireFew(found: number, what: string): void {
  if (found <= TARGETS_MAX) return;
  throw new Failure(
    "too-large",
    `More than ${TARGETS_MAX} ${what} match; narrow the filter and go on with the rest after it.`,
  );
}

const KEY = /^[A-Za-z0-9._:-]{1,128}$/;

export function readIdempotencyKey(request: Request): string | null {
  const key = request.headers.get("idempotency-key");
  if (key === null || KEY.test(key)) return key;
  throw new Failure("bad-request", "Idempotency-Key must be 1 to 128 letters, digits or . _ : -");
}
