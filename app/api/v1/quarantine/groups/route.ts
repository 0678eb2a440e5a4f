import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readQuarantineGroupList } from "@/lib/query/quarantine";

export const GET = route({ role: "viewer", call: CALLS.quarantineGroups }, ({ query }, { db, masking }) =>
  readQuarantineGroupList(db, query, masking.hidesPayloads),
);
