import type { DecodeRule } from "@/lib/domain/decode-rules";
import type { KeyDecision, Rulebook, SavedRule } from "@/lib/domain/saved-rule";
import type { Configuration } from "@/lib/platform/configuration-schema";
import type { Sql } from "@/lib/store/database";
import { readSampleRecords, type SampleRecord } from "@/lib/store/read/sample-records";
import { readRulebook } from "@/lib/store/rulebook";
import { rulesOfSource } from "../rules-of-source";
import { previewRules, type RulesPreview } from "./preview-rules";
import { suggestFromSample } from "./suggest-from-sample";

type Asked = {
  readonly configuration: Configuration;
  readonly rules: readonly SavedRule[];
  readonly decisions: readonly KeyDecision[];
  /** How many of the last records are looked at. */
  readonly records: number;
};

export type SamplePreview = {
  readonly records: number;
  readonly before: RulesPreview;
  readonly after: RulesPreview;
};

/** The same records under the rules in force and under those that are asked about; nothing is stored. */
export async function previewSample(
  sql: Sql,
  { configuration, rules, decisions, records }: Asked,
): Promise<SamplePreview> {
  const [sample, inForce] = await Promise.all([readSampleRecords(sql, records), readRulebook(sql)]);
  const under = (saved: Rulebook) => {
    const rulesOf = rememberRules((source) => rulesOfSource({ configuration, saved }, source));
    return previewRules(sample.map((one) => ({ record: one.record, rules: rulesOf(one) })));
  };
  return {
    records: sample.length,
    before: under(inForce),
    after: under({ version: inForce.version, rules, decisions }),
  };
}

const SUGGESTED_FROM = 3_000;

export async function suggestKeysOf(sql: Sql) {
  const sample = await readSampleRecords(sql, SUGGESTED_FROM);
  return { records: sample.length, items: suggestFromSample(sample) };
}

/** One list of rules for a source: what is compiled of a rule is remembered by the list. */
function rememberRules(rulesOf: (source: { name: string; kind: string }) => readonly DecodeRule[]) {
  const known = new Map<string, readonly DecodeRule[]>();
  return ({ source: name, kind }: SampleRecord): readonly DecodeRule[] => {
    const rules = known.get(name) ?? rulesOf({ name, kind });
    known.set(name, rules);
    return rules;
  };
}
