import { layoutProcess } from "bpmn-auto-layout";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readBpmnXml } from "@/lib/store/read/definitions";
import { checkedBpmn, hasLayout } from "./diagram/checked-bpmn";
import { getModelXml } from "./model/stored-diagram";
import { getProcessScope } from "./process-scope";

/** BPMN XML of a version, the newest (or, of an observed process, the most used) by default. Laid out when it came without a layout. */
export async function getProcessBpmn(sql: Sql, processId: string, version?: number): Promise<string> {
  const scope = await getProcessScope(sql, processId, version);
  if (scope.kind === "bound") {
    return getModelXml(sql, { modelId: scope.model.modelId, version: scope.version.version });
  }
  const { definitions } = scope;
  const definition = definitions.find(({ hasXml }) => hasXml);
  const xml = definition === undefined ? null : await readBpmnXml(sql, definition.definitionId);
  if (xml === null) {
    throw new Failure("not-found", `"${processId}" has no diagram: its events came without a definition of an engine.`);
  }
  const checked = checkedBpmn(xml, processId);
  return hasLayout(checked) ? checked : layOut(checked, processId);
}

async function layOut(xml: string, processId: string): Promise<string> {
  try {
    return await layoutProcess(xml);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Failure("unsupported", `The diagram of "${processId}" has no layout and none could be made: ${why}`, {
      cause,
    });
  }
}
