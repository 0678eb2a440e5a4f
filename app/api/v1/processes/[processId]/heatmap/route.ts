import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { getHeatmap } from "@/lib/query/process-elements";

export const GET = route(
  { role: "viewer", call: CALLS.heatmap },
  ({ params, query: { metric, ...filter } }, { db, now }) => getHeatmap(db, { ...params, metric, filter, now }),
);
