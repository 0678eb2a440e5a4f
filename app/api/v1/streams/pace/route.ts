import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readPaceList } from "@/lib/query/ingest-pace";

export const GET = route({ role: "viewer", call: CALLS.pace }, (_, { db }) => readPaceList(db));
