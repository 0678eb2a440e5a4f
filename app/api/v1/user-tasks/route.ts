import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readUserTasks } from "@/lib/query/user-tasks";

export const GET = route({ role: "viewer", call: CALLS.userTasks }, ({ query }, { db }) => readUserTasks(db, query));
