import { findOverreach, type Overreach } from "@/lib/correlate/overreaching-key";
import { Failure } from "@/lib/domain/failure";
import { KeyDecisions, SavedRules } from "@/lib/domain/saved-rule";
import type { Pool } from "@/lib/store/database";
import { readRuleVersions } from "@/lib/store/rule-version";
import { readKeysOfEvents, readWideCases } from "@/lib/store/watch/tied-keys";
import { saveRules } from "../rules/save-rules";

export type Doubting = {
  readonly pool: Pool;
  readonly caseIds: readonly string[];
  /** Values of another name that one value of a LINK key may tie. */
  readonly tiesMax: number;
};

/** What a decision says of who made it. */
export const DECIDED_BY = "throughline";
const CASES_MAX = 3;
const EVENTS_MAX = 20_000;
const VERSIONS_MAX = 20;

/**
 * A LINK key that ties more than the bound is made SHARED: as a next version of the saved rules, which the event log is
 * projected with beside the live picture like any other. One name at a time, and none while rules wait to be projected
 * with, for the next look is at the cases that those make. A name that was decided about before is left alone.
 */
export async function doubtKeys({ pool, caseIds, tiesMax }: Doubting): Promise<Overreach | null> {
  const wide = await readWideCases(pool, caseIds, { keysMax: tiesMax, limit: CASES_MAX });
  if (wide.length === 0) return null;
  const versions = await readRuleVersions(pool, VERSIONS_MAX);
  const newest = versions.find(({ state }) => state !== "failed");
  if (newest?.state === "waiting" || newest?.state === "projecting") return null;
  const decisions = KeyDecisions.parse(newest?.decisions ?? []);
  const undoubted = new Set(decisions.map(({ name }) => name));
  for (const caseId of wide) {
    const found = findOverreach(await readKeysOfEvents(pool, caseId, EVENTS_MAX), { tiesMax, undoubted });
    if (found === null) continue;
    const why = tell(found, tiesMax);
    const decided = [...decisions, { name: found.name, role: "shared" as const, why }];
    const rules = SavedRules.parse(newest?.rules ?? []);
    const saving = { rules, decisions: decided, basedOn: newest?.version ?? 0, actor: DECIDED_BY, reason: why };
    return (await saveRules(pool, saving).then(() => true, isLate)) ? found : null;
  }
  return null;
}

/** Somebody saved meanwhile: theirs goes first, and the next look is at what it makes. */
function isLate(error: unknown): false {
  if (error instanceof Failure && error.code === "conflict") return false;
  throw error;
}

function tell({ name, value, tied }: Overreach, tiesMax: number): string {
  const of = value.length > 80 ? `${value.slice(0, 80)}…` : value;
  return `${name}=${of} ties ${tied.values} values of ${tied.name}, more than ${tiesMax}: ${name} is shared by cases and does not tie them.`;
}
