import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { getOperation } from "@/lib/query/operations";

export const GET = route({ role: "viewer", call: CALLS.operation }, ({ params }, { db }) =>
  getOperation(db, params.operationId),
);
