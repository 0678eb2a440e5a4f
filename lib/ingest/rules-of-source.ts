import { rulesInForce } from "@/lib/decode/built-in-rules";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import { type Rulebook, savedRulesOf, underDecisions } from "@/lib/domain/saved-rule";
import { type Configuration, decodeRulesOf, engineRulesOf } from "@/lib/platform/configuration-schema";
import { importRules } from "./import-file";
import { intakeRules } from "./intake";

const IMPORT_PREFIX = "import:";

export type Ruling = { readonly configuration: Configuration; readonly saved: Rulebook };
type NamedSource = { readonly name: string; readonly kind: string };

/**
 * The rules that a source's records are read with now, whatever way they came in: saved ones first, then the configured
 * ones, then the built-in ones, which are all that a source has that is not configured any more.
 */
export function rulesOfSource({ configuration, saved }: Ruling, source: NamedSource): readonly DecodeRule[] {
  return underDecisions(undecidedRules({ configuration, saved }, source), saved);
}

function undecidedRules({ configuration, saved }: Ruling, { name, kind }: NamedSource): readonly DecodeRule[] {
  const first = savedRulesOf(saved, name);
  if (kind === "http") return intakeRules(configuration.intake, first);
  if (kind === "file") {
    const process = name.startsWith(IMPORT_PREFIX) ? name.slice(IMPORT_PREFIX.length) : name;
    return importRules(process, [...first, ...configuredRules(configuration)]);
  }
  return rulesInForce([...first, ...rulesConfiguredFor(configuration, name)]);
}

/** What the configuration itself says of a source's topics. */
export function rulesConfiguredFor(configuration: Configuration, name: string): readonly DecodeRule[] {
  const source = configuration.sources.find(({ id }) => id === name);
  if (source?.kind === "outbox") return source.topics;
  if (source?.kind === "camunda7") return engineRulesOf(source);
  return source?.kind === "kafka" ? decodeRulesOf(configuration, source) : [];
}

/** What a recorded log is read with: the rules of all topics that are configured. */
export function configuredRules(configuration: Configuration): readonly DecodeRule[] {
  return configuration.sources.flatMap((source) =>
    source.kind === "kafka" ? decodeRulesOf(configuration, source) : [],
  );
}
