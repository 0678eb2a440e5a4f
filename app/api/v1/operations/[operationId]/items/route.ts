import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readOperationItemList } from "@/lib/query/operations";

export const GET = route({ role: "viewer", call: CALLS.operationItems }, ({ params, query }, { db }) =>
  readOperationItemList(db, params.operationId, query),
);
