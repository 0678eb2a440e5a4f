import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { getModelDetails } from "@/lib/query/model/model-details";

export const GET = route({ role: "viewer", call: CALLS.model }, ({ params, query }, { db }) =>
  getModelDetails(db, params.modelId, query.version),
);
