import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { getConformance } from "@/lib/query/conformance/get-conformance";

export const GET = route({ role: "viewer", call: CALLS.conformance }, ({ params, query }, { db, now }) =>
  getConformance(db, { ...params, query, now }),
);
