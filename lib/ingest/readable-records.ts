import type { SourceRecord } from "@/lib/domain/source-record";
import type { Configuration } from "@/lib/platform/configuration-schema";
import { toReadable } from "@/lib/sources/kafka/schema-registry/readable-values";
import { createSchemaRegistry, type SchemaRegistry } from "@/lib/sources/kafka/schema-registry/schema-registry";

/**
 * Makes stored records readable again as their source did: what is stored are their bytes, and those of a source with a schema
 * registry need it. Throws a `Failure` while that one cannot be asked.
 */
export function readableRecords({ sources }: Configuration): (record: SourceRecord) => Promise<SourceRecord> {
  const registries = new Map<string, SchemaRegistry>();
  for (const source of sources) {
    if (source.kind !== "kafka" || source.schemaRegistry === null) continue;
    registries.set(source.id, createSchemaRegistry(source.schemaRegistry));
  }
  return async (record) => {
    const registry = registries.get(record.source);
    return registry === undefined ? record : toReadable(record, registry);
  };
}
