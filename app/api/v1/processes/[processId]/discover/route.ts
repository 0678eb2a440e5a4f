import { CALLS } from "@/lib/api/contract/calls";
import { discoveredResponse } from "@/lib/api/discovered-response";
import { route } from "@/lib/api/route";
import { discoverModel } from "@/lib/query/discovery/discover-model";

export const POST = route({ role: "viewer", call: CALLS.discover }, async ({ params, query, body }, { db, now }) =>
  discoveredResponse(await discoverModel(db, { ...params, ...body, query, now })),
);
