import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { listOffers } from "@/lib/operations/list-offers";

export const GET = route({ role: "viewer", call: CALLS.operationOffers }, (_asked, { engines }) => listOffers(engines));
