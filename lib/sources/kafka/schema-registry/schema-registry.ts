import type { SchemaRegistryConfiguration } from "@/lib/platform/configuration-schema";
import { fetchSchema } from "./registry-client";
import { UnreadableValue } from "./unreadable-value";
import { toValueReader, type ValueReader } from "./value-reader";

/** How values of a schema are read, or why they cannot be. */
export type FoundReader = { readonly read: ValueReader } | { readonly why: string };

export type SchemaRegistry = {
  /** Throws a `Failure` while the registry cannot be asked. */
  readerFor(schemaId: number): Promise<FoundReader>;
};

type Kept = { readonly found: FoundReader; readonly until: number };

const KEPT_MAX = 2_000;
/** A schema never changes; one that is not there may be registered the next minute. */
const ABSENT_FOR_MS = 60_000;
const FIRST_REST_MS = 500;
const LAST_REST_MS = 10_000;

/**
 * Schemas by their ids, each asked for once. While the registry is away it is asked at growing intervals, and who asks in
 * between hears at once what it said the last time.
 */
export function createSchemaRegistry(
  configuration: SchemaRegistryConfiguration,
  now: () => number = () => performance.now(),
): SchemaRegistry {
  const kept = new Map<number, Kept>();
  const asking = new Map<number, Promise<FoundReader>>();
  let rest: { readonly error: unknown; readonly ms: number; readonly until: number } | null = null;

  const askNow = async (schemaId: number): Promise<FoundReader> => {
    try {
      const found = await ask(configuration, schemaId);
      rest = null;
      keep(kept, schemaId, { found, until: "read" in found ? Number.POSITIVE_INFINITY : now() + ABSENT_FOR_MS });
      return found;
    } catch (error) {
      const ms = rest === null ? FIRST_REST_MS : Math.min(rest.ms * 2, LAST_REST_MS);
      rest = { error, ms, until: now() + ms };
      throw error;
    } finally {
      asking.delete(schemaId);
    }
  };

  return {
    readerFor: async (schemaId) => {
      const known = kept.get(schemaId);
      if (known !== undefined && known.until > now()) return known.found;
      const underWay = asking.get(schemaId);
      if (underWay !== undefined) return underWay;
      if (rest !== null && rest.until > now()) throw rest.error;
      const answer = askNow(schemaId);
      asking.set(schemaId, answer);
      return answer;
    },
  };
}

async function ask(configuration: SchemaRegistryConfiguration, schemaId: number): Promise<FoundReader> {
  try {
    return { read: toValueReader(await fetchSchema(configuration, schemaId)) };
  } catch (error) {
    const isOfRegistry = error instanceof UnreadableValue;
    if (!isOfRegistry && error instanceof Error && error.name === "Failure") throw error;
    const why = isOfRegistry ? error.message : "it cannot be parsed";
    return { why: `The value is of schema ${schemaId} of the registry at ${configuration.url}: ${why}.` };
  }
}

/** The oldest go first: what is still used is asked for again. */
function keep(kept: Map<number, Kept>, schemaId: number, entry: Kept): void {
  kept.delete(schemaId);
  kept.set(schemaId, entry);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_MAX) return;
    kept.delete(oldest);
  }
}
