import type { KeyDecision, SavedRule } from "@/lib/domain/saved-rule";
import { announce } from "@/lib/store/announce";
import { type Pool, transaction } from "@/lib/store/database";
import { appendAuditEntry } from "@/lib/store/operations/audit";
import { saveRuleVersion } from "@/lib/store/rule-version";

type Saving = {
  readonly rules: readonly SavedRule[];
  readonly decisions?: readonly KeyDecision[] | undefined;
  /** The version that the person has edited. */
  readonly basedOn: number;
  readonly actor: string;
  readonly reason: string;
};

/** Saves rules as the next version, with its audit entry. The ingest worker projects with them and switches. */
export async function saveRules(pool: Pool, { rules, decisions, basedOn, actor, reason }: Saving): Promise<number> {
  const version = await transaction(pool, async (tx) => {
    const saved = await saveRuleVersion(tx, { rules, decisions, basedOn, savedBy: actor, reason });
    const subject = `correlation-rules:${saved}`;
    const detail = { basedOn, rules: rules.length, ...(decisions === undefined ? {} : { decisions }) };
    await appendAuditEntry(tx, { actor, action: "save-rules", subject, reason, outcome: "saved", detail });
    return saved;
  });
  await announce(pool, ["rules"]);
  return version;
}
