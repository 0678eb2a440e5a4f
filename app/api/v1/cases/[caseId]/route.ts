import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { getCaseStory } from "@/lib/query/case-story";

export const GET = route(
  { role: "viewer", call: CALLS.case },
  ({ params }, { db, engines, masking, now, configuration }) =>
    getCaseStory(db, params.caseId, { engines: new Set(engines.keys()), masking, now, sagas: configuration.sagas }),
);
