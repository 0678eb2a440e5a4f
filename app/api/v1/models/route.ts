import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { saveSentModel } from "@/lib/api/save-model";
import { listModels } from "@/lib/query/model/model-details";

export const GET = route({ role: "viewer", call: CALLS.models }, (_, { db }) => listModels(db));

export const POST = route({ role: "analyst", call: CALLS.saveModel }, ({ request, query }, context) =>
  saveSentModel(request, query, context),
);
