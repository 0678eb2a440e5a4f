import { Failure } from "@/lib/domain/failure";
import { KeyDecisions, NO_SAVED_RULES, type Rulebook, SavedRules } from "@/lib/domain/saved-rule";
import type { Sql } from "./database";

/**
 * A condition for the first statement of a batch: records that were decoded under other rules than those that the stored
 * projection was made with are refused, also when others were switched in a moment ago. `$` is the version they came under.
 */
export const SAME_RULES = "not exists (select from projection where rule_version <> $)";

/** The rules that the stored projection was made with. */
export async function readRulebook(sql: Sql): Promise<Rulebook> {
  const { rows } = await sql.query<Row>(
    "select version, rules, decisions from rule_version join projection on rule_version = version",
  );
  return toRulebook(rows[0]);
}

/** The rules that a rebuild projects with: the newest that were saved, unless projecting with them has failed. */
export async function readNextRulebook(sql: Sql): Promise<Rulebook> {
  const { rows } = await sql.query<Row>(
    `select version, rules, decisions from rule_version where state in ('waiting', 'projecting', 'in-force')
     order by version desc limit 1`,
  );
  return toRulebook(rows[0]);
}

/** Throws when the projection was made with other rules by now. */
export async function assertRuleVersion(sql: Sql, version: number): Promise<void> {
  const { rows } = await sql.query<{ rule_version: number }>("select rule_version from projection");
  const stored = rows[0]?.rule_version ?? version;
  if (stored === version) return;
  throw new Failure("rules-changed", `Rules ${stored} are in force by now; this was decoded under rules ${version}.`);
}

type Row = { readonly version: number; readonly rules: unknown; readonly decisions: unknown };

function toRulebook(row: Row | undefined): Rulebook {
  if (row === undefined) return NO_SAVED_RULES;
  const decisions = KeyDecisions.parse(row.decisions);
  return { version: row.version, rules: SavedRules.parse(row.rules), decisions };
}
