import { z } from "zod";
import type { ImportStatus } from "@/lib/api/contract/streams";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readImport } from "@/lib/store/read/imports";

export async function getImport(sql: Sql, importId: string): Promise<ImportStatus> {
  const found = z.guid().safeParse(importId).success ? await readImport(sql, importId) : null;
  if (found === null) throw new Failure("not-found", `There is no import "${importId}".`);
  const { importId: id, startedAt, endedAt, rejections, ...status } = found;
  return {
    ...status,
    id,
    rejections: [...rejections],
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
