import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { saveSentBindings } from "@/lib/api/save-model";

export const POST = route({ role: "analyst", call: CALLS.saveBindings }, ({ params, body }, context) =>
  saveSentBindings(params.modelId, body, context),
);
