import type { RuleVersion } from "@/lib/api/contract/rules";
import { KeyDecisions, SavedRules } from "@/lib/domain/saved-rule";
import type { Sql } from "@/lib/store/database";
import { type RuleVersionRow, readRuleVersions } from "@/lib/store/rule-version";
import { readRulebook } from "@/lib/store/rulebook";

export type SavedRuleVersions = {
  readonly inForce: number;
  readonly newest: RuleVersion | null;
  readonly versions: RuleVersion[];
};

const VERSIONS_MAX = 50;

/** What was saved so far: the version in force, the newest that did not fail, and the history. */
export async function readSavedRuleVersions(sql: Sql): Promise<SavedRuleVersions> {
  const [{ version: inForce }, rows] = await Promise.all([readRulebook(sql), readRuleVersions(sql, VERSIONS_MAX)]);
  const versions = rows.map(toVersion);
  return { inForce, newest: versions.find(({ state }) => state !== "failed") ?? null, versions };
}

function toVersion({ savedAt, finishedAt, rules, decisions, ...row }: RuleVersionRow): RuleVersion {
  return {
    ...row,
    savedAt: savedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    rules: SavedRules.parse(rules),
    decisions: KeyDecisions.parse(decisions),
  };
}
