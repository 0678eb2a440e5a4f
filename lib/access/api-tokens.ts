import { randomUUID } from "node:crypto";
import { Failure } from "@/lib/domain/failure";
import type { Role } from "@/lib/domain/role";
import { insertApiToken, revokeApiTokens } from "@/lib/store/access/api-token";
import { type Pool, transaction } from "@/lib/store/database";
import { appendAuditEntry } from "@/lib/store/operations/audit";
import { hashSecret, newSecret } from "./secret";

export type TokenAsked = {
  readonly name: string;
  readonly role: Role;
  readonly actor: string;
  readonly expiresAt: Date | null;
};

/** A token for a program. It is shown once; only its hash is stored. */
export async function createApiToken(pool: Pool, { name, role, actor, expiresAt }: TokenAsked): Promise<string> {
  const token = newSecret("tl_token_");
  await transaction(pool, async (tx) => {
    const tokenId = randomUUID();
    await insertApiToken(tx, { tokenId, hash: hashSecret(token), name, role, createdBy: actor, expiresAt });
    await appendAuditEntry(tx, {
      actor,
      action: "create-token",
      subject: `token:${tokenId}`,
      reason: "",
      outcome: "done",
      detail: { name, role, expiresAt },
    });
  });
  return token;
}

/** Programs with a token of that name or id are refused from now on. Returns how many tokens it were. */
export async function revokeApiToken(
  pool: Pool,
  { token, actor }: { readonly token: string; readonly actor: string },
): Promise<number> {
  return transaction(pool, async (tx) => {
    const tokenIds = await revokeApiTokens(tx, token);
    if (tokenIds.length === 0) throw new Failure("not-found", `No token in force has the name or id "${token}".`);
    for (const tokenId of tokenIds) {
      const subject = `token:${tokenId}`;
      await appendAuditEntry(tx, { actor, action: "revoke-token", subject, reason: "", outcome: "done", detail: {} });
    }
    return tokenIds.length;
  });
}
