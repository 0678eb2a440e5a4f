import type { DecodeRule } from "@/lib/domain/decode-rules";
import type { Rulebook } from "@/lib/domain/saved-rule";
import { type Configuration, decodeRulesOf } from "@/lib/platform/configuration-schema";
import { createPool } from "@/lib/store/database";
import type { RebuildCounts } from "@/lib/store/rebuild/progress";
import { readNextRulebook } from "@/lib/store/rulebook";
import { rulesOfSource } from "../rules-of-source";
import { type RebuildOptions, rebuild } from "./rebuild";

type Asked = Pick<RebuildOptions, "mayDropIgnored" | "onStage" | "onProgress"> & {
  /** Called with the version of the saved rules that it projects with, before anything is done. */
  readonly onRules?: (version: number) => void | Promise<void>;
};

/** A rebuild with the rules of the configuration and the newest that were saved in the console. */
export async function rebuildConfigured(
  configuration: Configuration,
  { onRules, ...asked }: Asked,
  signal: AbortSignal,
): Promise<RebuildCounts> {
  const databaseUrl = configuration.database.url;
  const saved = await readSaved(databaseUrl);
  await onRules?.(saved.version);
  const options = {
    databaseUrl,
    rulesOf: (source: NamedSource) => rulesOf({ configuration, saved }, source),
    rulesText: rulesText(configuration, saved),
    ruleVersion: saved.version,
    batchRecords: configuration.ingest.batchRecords,
    ...asked,
  };
  return rebuild(options, signal);
}

async function readSaved(connectionString: string): Promise<Rulebook> {
  const pool = createPool({ connectionString, applicationName: "throughline rebuild rules", connectionsMax: 1 });
  try {
    return await readNextRulebook(pool);
  } finally {
    await pool.end();
  }
}

type NamedSource = { readonly name: string; readonly kind: string };
type Ruling = { readonly configuration: Configuration; readonly saved: Rulebook };

/** Without its configuration a source's records would be read by built-in rules, and lose what its rules had told. */
function rulesOf({ configuration, saved }: Ruling, source: NamedSource): readonly DecodeRule[] | null {
  const isConfigured = configuration.sources.some(({ id }) => id === source.name);
  return source.kind === "kafka" && !isConfigured ? null : rulesOfSource({ configuration, saved }, source);
}

/** All that decoding depends on, and nothing secret. */
function rulesText(configuration: Configuration, saved: Rulebook): string {
  const ofSources = configuration.sources.flatMap((source) =>
    source.kind === "kafka" ? [[source.id, decodeRulesOf(configuration, source)]] : [],
  );
  return JSON.stringify([ofSources, configuration.intake, ...(saved.version === 0 ? [] : [saved])]);
}
