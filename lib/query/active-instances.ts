import type { Sql } from "@/lib/store/database";
import { readActiveInstances as readStored } from "@/lib/store/operations/instance-target";
import { definitionIdsOf } from "./case-filter";
import { getProcessScope } from "./process-scope";

type Asked = { readonly process?: string | undefined; readonly version?: number | undefined };

/** The definitions that a filter of cases means; null: those of all. */
export async function readDefinitionIds(sql: Sql, { process, version }: Asked): Promise<readonly number[] | null> {
  return process === undefined ? null : definitionIdsOf(await getProcessScope(sql, process, version), version);
}

/** `<source>:<processInstanceKey>` of the active process instances of cases. */
export const readActiveInstances = readStored;
