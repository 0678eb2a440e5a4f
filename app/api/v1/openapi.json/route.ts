import { CALLS } from "@/lib/api/contract/calls";
import { openApiDocument } from "@/lib/api/open-api";
import { publicRoute } from "@/lib/api/route";

export const GET = publicRoute(CALLS.openApi, () => openApiDocument());
