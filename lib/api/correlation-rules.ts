import type { z } from "zod";
import type {
  CorrelationRules,
  KeySuggestions,
  Preview,
  PreviewAsked,
  RulesAsked,
  RulesPreviewed,
  RuleVersion,
} from "@/lib/api/contract/rules";
import { previewSample, type SamplePreview, suggestKeysOf } from "@/lib/ingest/rules/preview-sample";
import { saveRules } from "@/lib/ingest/rules/save-rules";
import { rulesConfiguredFor } from "@/lib/ingest/rules-of-source";
import { readSavedRuleVersions } from "@/lib/query/correlation-rules";
import type { Context } from "./route";

export async function readCorrelationRules({ db, configuration }: Context): Promise<CorrelationRules> {
  const { inForce, newest, versions } = await readSavedRuleVersions(db);
  const sources = configuration.sources.flatMap(({ id, kind }) =>
    kind === "kafka" || kind === "outbox"
      ? [{ name: id, kind, configured: [...rulesConfiguredFor(configuration, id)] }]
      : [],
  );
  const intake = { name: configuration.intake.id, kind: "http", configured: configuration.intake.topics };
  return { inForce, newest: newest?.version ?? 0, ...savedOf(newest), sources: [...sources, intake], versions };
}

const savedOf = (newest: RuleVersion | null) => ({
  rules: newest?.rules ?? [],
  decisions: newest?.decisions ?? [],
});

export async function previewCorrelationRules(
  asked: z.infer<typeof PreviewAsked>,
  { db, configuration }: Context,
): Promise<RulesPreviewed> {
  const { records, before, after } = await previewSample(db, { configuration, ...asked });
  return { records, before: toReply(before), after: toReply(after) };
}

export async function suggestCorrelationKeys({ db }: Context): Promise<KeySuggestions> {
  const { records, items } = await suggestKeysOf(db);
  return { records, items: items.map((found) => ({ ...found, fields: [...found.fields] })) };
}

export async function saveCorrelationRules(
  { rules, decisions, basedOn, reason }: z.infer<typeof RulesAsked>,
  { db, caller }: Context,
): Promise<{ version: number }> {
  return { version: await saveRules(db, { rules, decisions, basedOn, reason, actor: caller.name }) };
}

function toReply({ undecodable, sizes, keys, ...preview }: SamplePreview["before"]): Preview {
  const reasons = [...undecodable.reasons];
  return { ...preview, undecodable: { ...undecodable, reasons }, sizes: [...sizes], keys: [...keys] };
}
