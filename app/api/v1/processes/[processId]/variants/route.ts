import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { getVariants } from "@/lib/query/variants";

export const GET = route({ role: "viewer", call: CALLS.variants }, ({ params, query }, { db, now }) =>
  getVariants(db, { ...params, query, now }),
);
