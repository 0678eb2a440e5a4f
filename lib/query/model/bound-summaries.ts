import type { Sql } from "@/lib/store/database";
import { readModels, type StoredModel } from "@/lib/store/model/read-models";
import { readProcessIdsOf } from "./model-scope";

/** A model in force, its newest version, and the processes that it lies over. */
export type BoundModel = { readonly model: StoredModel; readonly processIds: readonly number[] };

/** Every uploaded model that is not archived. People draw some dozens. */
export async function readBoundModels(sql: Sql): Promise<readonly BoundModel[]> {
  const models = (await readModels(sql)).filter(({ archivedAt }) => archivedAt === null);
  return Promise.all(
    models.map(async (model) => {
      const [newest] = model.versions;
      return { model, processIds: newest === undefined ? [] : await readProcessIdsOf(sql, model, newest) };
    }),
  );
}
