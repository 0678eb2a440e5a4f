import { randomUUID } from "node:crypto";
import type { Role } from "@/lib/domain/role";
import { insertApiToken } from "@/lib/store/access/api-token";
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
