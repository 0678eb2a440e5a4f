import type { z } from "zod";
import type { BindingsAsked, ModelSaved, ModelUploadQuery } from "@/lib/api/contract/models";
import { Failure } from "@/lib/domain/failure";
import { saveBindings } from "@/lib/operations/models/change-model";
import { saveModel } from "@/lib/operations/models/save-model";
import { getModel } from "@/lib/query/model/model-details";
import { getModelVersion } from "@/lib/query/model/model-scope";
import { type PreparedModel, prepareCopy, prepareUpload } from "@/lib/query/model/prepare-model";
import { getStoredDiagram } from "@/lib/query/model/stored-diagram";
import { readText } from "./read-request";
import type { Context } from "./route";

const BYTES_MAX = 5_000_000;
/** Typed by browsers after the file's name; none of them is proof of anything, but a form is a mistake that can be named. */
const XML_TYPES = /^(application|text)\/(xml|[\w.+-]*\+xml|octet-stream)$/;

/** The next version of a model: of the XML that was sent, or of a process that has a diagram. */
export async function saveSentModel(
  request: Request,
  { name, from, version }: z.infer<typeof ModelUploadQuery>,
  context: Pick<Context, "db" | "caller">,
): Promise<ModelSaved> {
  if (from !== undefined) return save(name, await prepareCopy(context.db, from, version), context);
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!XML_TYPES.test(type)) {
    throw new Failure(
      "bad-request",
      `Send the diagram as the body, as application/xml; it came as ${type || "nothing named"}.`,
    );
  }
  const xml = await readText(request, BYTES_MAX);
  return save(name, await prepareUpload(context.db, name, xml.replace(/^\uFEFF/, "")), context);
}

export async function save(
  name: string,
  { xml, diagram, laidOut, origin, bindings }: PreparedModel,
  { db, caller }: Pick<Context, "db" | "caller">,
): Promise<ModelSaved> {
  const { elements, warnings } = diagram;
  const model = { name, xml, elements: elements.length, warnings, origin, bindings };
  const { version } = await saveModel(db, caller.name, model);
  return { id: name, version, elements: elements.length, warnings: [...warnings], laidOut, bindings: bindings.length };
}

/** All bindings of a version, each to an element that the diagram has. */
export async function saveSentBindings(
  modelId: string,
  { version, basedOn, reason, bindings }: z.infer<typeof BindingsAsked>,
  { db, caller }: Pick<Context, "db" | "caller">,
): Promise<{ bindingVersion: number; bindings: number }> {
  const model = await getModel(db, modelId);
  const of = { modelId: model.modelId, version: getModelVersion(model, version).version };
  const { elements } = await getStoredDiagram(db, of);
  const known = new Set(elements.map(({ elementId }) => elementId));
  const problems = bindings.flatMap(({ elementId }, index) =>
    known.has(elementId)
      ? []
      : [{ pointer: `/bindings/${index}/elementId`, detail: `the diagram has no element "${elementId}"` }],
  );
  if (problems[0] !== undefined) {
    throw new Failure("bad-request", `Version ${version} of "${modelId}": ${problems[0].detail}.`, { problems });
  }
  const change = { name: modelId, of, basedOn, reason, bindings };
  const bindingVersion = await saveBindings(db, caller.name, change);
  return { bindingVersion, bindings: bindings.length };
}
