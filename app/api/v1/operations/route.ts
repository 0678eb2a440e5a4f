import { CALLS } from "@/lib/api/contract/calls";
import { answerOperation, readIdempotencyKey } from "@/lib/api/operation-request";
import { route } from "@/lib/api/route";
import { readOperationList } from "@/lib/query/operations";

export const GET = route({ role: "viewer", call: CALLS.operations }, ({ query }, { db }) =>
  readOperationList(db, query),
);

export const POST = route({ role: "operator", call: CALLS.requestOperation }, ({ body, request }, context) =>
  answerOperation(body, readIdempotencyKey(request), context),
);
