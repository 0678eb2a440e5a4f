import { CALLS } from "@/lib/api/contract/calls";
import { answerGroupChange, showing } from "@/lib/api/incident-groups";
import { route } from "@/lib/api/route";
import { getIncidentGroup } from "@/lib/query/incident-groups";

export const GET = route({ role: "viewer", call: CALLS.incidentGroup }, ({ params }, { db, now, masking }) =>
  getIncidentGroup(db, params.fingerprint, { now, show: showing(masking) }),
);

export const POST = route({ role: "operator", call: CALLS.changeIncidentGroup }, ({ params, body }, context) =>
  answerGroupChange(params.fingerprint, body, context),
);
