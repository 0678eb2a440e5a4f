import { type DefinitionIdentity, definitionIdentityKey } from "@/lib/domain/process-definition";
import { type CompensationPair, compensationPairs } from "./compensation-pairs";

type Diagram = {
  readonly source: string;
  readonly tenant: string;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly bpmnXml: string;
};

const NONE: readonly CompensationPair[] = [];

/** What each definition declares, of those whose diagrams speak of compensation. */
export function pairsOfDefinitions(diagrams: readonly Diagram[]) {
  const known = new Map(
    diagrams.map((diagram) => {
      const { source, tenant, bpmnProcessId, version, bpmnXml } = diagram;
      return [`${source}\u001f${tenant}\u001f${bpmnProcessId}\u001f${version}`, compensationPairs(bpmnXml)];
    }),
  );
  return (definition: DefinitionIdentity) => known.get(definitionIdentityKey(definition)) ?? NONE;
}
