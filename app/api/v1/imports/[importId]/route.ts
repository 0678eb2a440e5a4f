import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { getImport } from "@/lib/query/imports";

export const GET = route({ role: "viewer", call: CALLS.importStatus }, ({ params }, { db }) =>
  getImport(db, params.importId),
);
