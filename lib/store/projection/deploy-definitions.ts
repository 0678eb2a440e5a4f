import type { EventOf } from "@/lib/domain/event";
import type { Sql } from "../database";
import { toStorableText } from "../storable-text";
import { timestampArray } from "./binary-array";
import type { Dictionaries } from "./dictionaries";

export type DeployedDefinition = {
  readonly event: EventOf<"definition.deployed">;
  /** The name that the diagram gives the process; "" when it gives none. */
  readonly name: string;
};

/**
 * Gives definitions their XML. Their rows are there already: a definition may be spoken of before it is seen. What comes
 * again (an exporter repeats itself) is the same, for a version never changes; the earliest time counts.
 */
export async function deployDefinitions(
  tx: Sql,
  deployed: readonly DeployedDefinition[],
  words: Dictionaries,
): Promise<void> {
  if (deployed.length === 0) return;
  const byId = new Map(deployed.map((definition) => [words.definitionId(definition.event.definition), definition]));
  const rows = [...byId].sort(([a], [b]) => a - b);
  await tx.query(
    `update process_definition as known set
       deployed_at = least(known.deployed_at, given.deployed_at), definition_key = given.definition_key, name = given.name,
       resource_name = given.resource_name, bpmn_xml = given.bpmn_xml
     from unnest($1::int[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[])
       as given (definition_id, deployed_at, definition_key, name, resource_name, bpmn_xml)
     where known.definition_id = given.definition_id`,
    [
      rows.map(([id]) => id),
      timestampArray(rows.map(([, { event }]) => event.occurredAt)),
      rows.map(([, { event }]) => event.definitionKey),
      rows.map(([, { name }]) => toStorableText(name, 512)),
      rows.map(([, { event }]) => event.resourceName),
      rows.map(([, { event }]) => event.bpmnXml.replaceAll("\0", "\ufffd")),
    ],
  );
}
