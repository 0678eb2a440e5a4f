import { CALLS } from "@/lib/api/contract/calls";
import { answerHealth } from "@/lib/api/health";
import { publicRoute } from "@/lib/api/route";

export const GET = publicRoute(CALLS.health, (_, context) => answerHealth(context));
