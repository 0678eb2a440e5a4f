import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readFiringAlerts } from "@/lib/query/alerts";

export const GET = route({ role: "viewer", call: CALLS.alerts }, (_asked, { db, now }) => readFiringAlerts(db, now));
