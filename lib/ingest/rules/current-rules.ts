import type { DecodeRule } from "@/lib/domain/decode-rules";
import { Failure } from "@/lib/domain/failure";
import { NO_SAVED_RULES, type Rulebook } from "@/lib/domain/saved-rule";
import type { Sql } from "@/lib/store/database";
import { readRulebook } from "@/lib/store/rulebook";

/** What records are decoded under, and which version of the saved rules that includes. */
export type RulesInForce = { readonly version: number; readonly rules: readonly DecodeRule[] };

export type CurrentRules = {
  readonly read: () => RulesInForce;
  /** Reads the saved rules again. */
  readonly refresh: () => Promise<void>;
};

/** Rules were saved twice while one batch was under way; more is a projection that never comes to rest. */
const ATTEMPTS_MAX = 5;

/** The rules of a source from the saved ones as they are now. `toRules` puts them before what is configured. */
export async function createCurrentRules(
  sql: Sql,
  toRules: (saved: Rulebook) => readonly DecodeRule[],
): Promise<CurrentRules> {
  let current: RulesInForce = { version: NO_SAVED_RULES.version, rules: [] };
  const refresh = async () => {
    const saved = await readRulebook(sql);
    current = { version: saved.version, rules: toRules(saved) };
  };
  await refresh();
  return { read: () => current, refresh };
}

/** Does something under the rules in force; when others are put in force meanwhile, it is done anew under those. */
export async function underCurrentRules<Result>(
  current: CurrentRules,
  work: (rules: RulesInForce) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(current.read());
    } catch (error) {
      const isStale = error instanceof Failure && error.code === "rules-changed";
      if (!isStale || attempt === ATTEMPTS_MAX) throw error;
      await current.refresh();
    }
  }
}
