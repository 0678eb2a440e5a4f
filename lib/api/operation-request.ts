import { IncidentListQuery } from "@/lib/api/contract/cases";
import { OperationAccepted, OperationPreview, type OperationRequest } from "@/lib/api/contract/operations";
import { Failure } from "@/lib/domain/failure";
import { previewOperation, requestOperation } from "@/lib/operations/request-operation";
import { readIncidentList } from "@/lib/query/incidents";
import { type Context, jsonResponse } from "./route";

const TARGETS_MAX = 10_000;
const PAGE = 500;

/** A dry run answers what would happen; otherwise the operation is frozen and written down, and a runner does it. */
export async function answerOperation(
  { action, target, parameters, dryRun, reason }: OperationRequest,
  idempotencyKey: string | null,
  context: Context,
): Promise<Response> {
  const { db: pool, engines, caller } = context;
  const ids = "ids" in target ? target.ids : await readMatchingIds(target.filter, context);
  if (dryRun) {
    const preview = await previewOperation({ pool, engines }, caller, { action, ids });
    return jsonResponse(OperationPreview.parse(preview), 200);
  }
  const asked = { action, ids, target: withoutAbsent(target), parameters, reason, idempotencyKey };
  return jsonResponse(OperationAccepted.parse(await requestOperation({ pool, engines }, caller, asked)), 202);
}

/** As it comes back from the database: absent fields are not there. */
const withoutAbsent = (target: unknown): unknown => JSON.parse(JSON.stringify(target));

type Filter = Extract<OperationRequest["target"], { filter: unknown }>["filter"];

/** Freezes what a filter means now: what comes later is not part of it. */
async function readMatchingIds(filter: Filter, { db, engines, now }: Context): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { ...filter, ...IncidentListQuery.parse({ limit: PAGE, cursor }) };
    const page = await readIncidentList(db, { query, engines: new Set(engines.keys()), now });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
    if (ids.length > TARGETS_MAX) {
      throw new Failure(
        "too-large",
        `More than ${TARGETS_MAX} incidents match; narrow the filter and go on with the rest after it.`,
      );
    }
  } while (cursor !== undefined);
  return ids;
}

const KEY = /^[A-Za-z0-9._:-]{1,128}$/;

export function readIdempotencyKey(request: Request): string | null {
  const key = request.headers.get("idempotency-key");
  if (key === null || KEY.test(key)) return key;
  throw new Failure("bad-request", "Idempotency-Key must be 1 to 128 letters, digits or . _ : -");
}
