import { z } from "zod";
import type { Operation, OperationItemList, OperationList } from "@/lib/api/contract/operations";
import type { OperationItemQuery, OperationListQuery } from "@/lib/api/contract/queries";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readOperationItems as readStoredItems } from "@/lib/store/read/operation-items";
import { readOperations as readStoredOperations, type StoredOperation } from "@/lib/store/read/operations";
import { readCursor, toPage, UuidPlace } from "./cursor";

export async function readOperationList(
  sql: Sql,
  query: z.infer<typeof OperationListQuery>,
): Promise<z.infer<typeof OperationList>> {
  const place = readCursor(UuidPlace, query.cursor);
  const after = place === null ? null : { requestedAt: new Date(place[0]), operationId: place[1] };
  const filter = { operationId: null, state: query.state ?? null, actor: query.actor ?? null };
  const rows = await readStoredOperations(sql, filter, { after, limit: query.limit + 1 });
  return toPage(rows, query.limit, {
    placeOf: ({ requestedAt, operationId }) => [requestedAt.getTime(), operationId],
    show: toOperation,
  });
}

export async function getOperation(sql: Sql, operationId: string): Promise<Operation> {
  const filter = { operationId: asId(operationId), state: null, actor: null };
  const [operation] = await readStoredOperations(sql, filter, { after: null, limit: 1 });
  if (operation === undefined) throw unknown(operationId);
  return toOperation(operation);
}

export async function readOperationItemList(
  sql: Sql,
  operationId: string,
  query: z.infer<typeof OperationItemQuery>,
): Promise<z.infer<typeof OperationItemList>> {
  await getOperation(sql, operationId);
  const after = readCursor(z.tuple([z.int()]), query.cursor)?.[0] ?? -1;
  const rows = await readStoredItems(sql, operationId, { state: query.state ?? null, after, limit: query.limit + 1 });
  return toPage(rows, query.limit, {
    placeOf: ({ ordinal }) => [ordinal],
    show: (item) => ({
      ...item,
      startedAt: item.startedAt?.toISOString() ?? null,
      endedAt: item.endedAt?.toISOString() ?? null,
    }),
  });
}

function toOperation({ operationId, ...operation }: StoredOperation): Operation {
  return {
    ...operation,
    id: operationId,
    requestedAt: operation.requestedAt.toISOString(),
    startedAt: operation.startedAt?.toISOString() ?? null,
    endedAt: operation.endedAt?.toISOString() ?? null,
    startAt: operation.startAt?.toISOString() ?? null,
  };
}

function asId(operationId: string): string {
  if (z.guid().safeParse(operationId).success) return operationId;
  throw unknown(operationId);
}

const unknown = (operationId: string) => new Failure("not-found", `There is no operation "${operationId}".`);
