import type { Pool } from "@/lib/store/database";
import { beginImport, endImport } from "@/lib/store/import-run";

type Taken = { readonly importId: string; readonly process: string };

/** Books a diagram among the imports, so that whoever asks how far it is hears the same as of a log. */
export async function bookModelImport(
  pool: Pool,
  { importId, process }: Taken,
  work: () => Promise<unknown>,
): Promise<void> {
  await beginImport(pool, { importId, process, format: "bpmn" });
  try {
    await work();
  } catch (error) {
    await endImport(pool, importId, error instanceof Error ? error.message : String(error));
    throw error;
  }
  await endImport(pool, importId, null);
}
