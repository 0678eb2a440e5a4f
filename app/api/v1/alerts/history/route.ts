import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readAlertHistory } from "@/lib/query/alerts";

export const GET = route({ role: "viewer", call: CALLS.alertHistory }, ({ query }, { db }) =>
  readAlertHistory(db, query),
);
