import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import type { OfVersion } from "@/lib/store/model/bindings";
import { readModelXml } from "@/lib/store/model/read-models";
import { type ModelDiagram, readModelDiagram } from "./read-model-diagram";

const remembered = new Map<string, ModelDiagram>();
const REMEMBERED_MAX = 50;

/** What a stored version draws. It never changes: it is parsed once. */
export async function getStoredDiagram(sql: Sql, of: OfVersion): Promise<ModelDiagram> {
  const xml = await getModelXml(sql, of);
  // Another database may have another model under the same number.
  const key = `${of.modelId} ${of.version} ${xml.length} ${xml.slice(0, 4_000)}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const diagram = await readModelDiagram(xml);
  const oldest = remembered.keys().next();
  if (remembered.size >= REMEMBERED_MAX && !oldest.done) remembered.delete(oldest.value);
  remembered.set(key, diagram);
  return diagram;
}

export async function getModelXml(sql: Sql, { modelId, version }: OfVersion): Promise<string> {
  const xml = await readModelXml(sql, modelId, version);
  if (xml === null) throw new Failure("not-found", `The model has no version ${version}.`);
  return xml;
}
