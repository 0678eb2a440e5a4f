import { CALLS } from "@/lib/api/contract/calls";
import { answerSearch } from "@/lib/api/records/search-records";
import { route } from "@/lib/api/route";

export const GET = route({ role: "analyst", call: CALLS.searchRecords }, ({ query, request }, context) =>
  answerSearch(query, context, request),
);
