import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { startImport } from "@/lib/api/start-import";

export const POST = route({ role: "operator", call: CALLS.startImport }, ({ request, query }, context) =>
  startImport(request, query, context),
);
