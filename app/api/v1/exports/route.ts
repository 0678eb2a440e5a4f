import { CALLS } from "@/lib/api/contract/calls";
import { answerExport } from "@/lib/api/export";
import { route } from "@/lib/api/route";

export const GET = route({ role: "analyst", call: CALLS.exportEvents }, ({ query }, context) =>
  answerExport(query, context),
);
