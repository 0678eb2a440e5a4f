import { CALLS } from "@/lib/api/contract/calls";
import { route } from "@/lib/api/route";
import { readSagaList } from "@/lib/query/sagas";

export const GET = route({ role: "viewer", call: CALLS.sagas }, ({ query }, { db }) => readSagaList(db, query));
