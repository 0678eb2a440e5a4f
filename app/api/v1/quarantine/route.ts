import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readQuarantineList } from "@/lib/query/streams";

export const GET = route({ role: "viewer", call: CALLS.quarantine }, ({ query }, { db, masking }) =>
  readQuarantineList(db, query, masking.hidesPayloads),
);
