import { rulesInForce } from "@/lib/decode/built-in-rules";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import { type Configuration, decodeRulesOf } from "@/lib/platform/configuration-schema";
import { importRules } from "./import-file";
import { intakeRules } from "./intake";

const IMPORT_PREFIX = "import:";

/** The rules that a source's records are read with now, whatever way they came in. A source that is not configured any more has the built-in ones. */
export function rulesOfSource(
  configuration: Configuration,
  { name, kind }: { readonly name: string; readonly kind: string },
): readonly DecodeRule[] {
  if (kind === "http") return intakeRules(configuration.intake);
  if (kind === "file") {
    const process = name.startsWith(IMPORT_PREFIX) ? name.slice(IMPORT_PREFIX.length) : name;
    return importRules(process, configuredRules(configuration));
  }
  const source = configuration.sources.find(({ id }) => id === name);
  if (source?.kind === "outbox") return rulesInForce(source.topics);
  return rulesInForce(source?.kind === "kafka" ? decodeRulesOf(configuration, source) : []);
}

/** What a recorded log is read with: the rules of all topics that are configured. */
export function configuredRules(configuration: Configuration): readonly DecodeRule[] {
  return configuration.sources.flatMap((source) =>
    source.kind === "kafka" ? decodeRulesOf(configuration, source) : [],
  );
}
