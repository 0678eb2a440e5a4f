import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readDeployedDefinitions } from "@/lib/query/deployed-definitions";

export const GET = route({ role: "viewer", call: CALLS.processDefinitions }, ({ params }, { db }) =>
  readDeployedDefinitions(db, params.processId),
);
