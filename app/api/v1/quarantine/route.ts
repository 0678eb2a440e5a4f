import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readQuarantineList } from "@/lib/query/quarantine";

export const GET = route({ role: "viewer", call: CALLS.quarantine }, ({ query }, { db, masking }) =>
  readQuarantineList(db, query, masking.hidesPayloads),
);
