import type { Sql } from "@/lib/store/database";
import { countOpenIncidents } from "@/lib/store/read/incidents";
import { readSources } from "@/lib/store/read/sources";

export const readOpenIncidentCount = (sql: Sql): Promise<number> => countOpenIncidents(sql);

export async function readSourceLags(sql: Sql): Promise<readonly { source: string; lagEvents: number | null }[]> {
  return (await readSources(sql)).map(({ name, lagEvents }) => ({ source: name, lagEvents }));
}
