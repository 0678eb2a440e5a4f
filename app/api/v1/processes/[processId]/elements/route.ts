import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { getProcessElements } from "@/lib/query/process-elements";

export const GET = route({ role: "viewer", call: CALLS.processElements }, ({ params, query }, { db, now }) =>
  getProcessElements(db, { ...params, filter: query, now }),
);
