import { createHash } from "node:crypto";
import type { StoredAuditEntry } from "@/lib/store/operations/read-audit";

type Hashed = Omit<StoredAuditEntry, "hash" | "previousHash">;

/** What is hashed of an entry behind the hash before it; the database computes the same when it takes an entry in. */
export function hashedText({ auditId, at, actor, action, subject, reason, outcome, detail }: Hashed): string {
  return JSON.stringify([String(auditId), at.toISOString(), actor, action, subject, reason, outcome, detail]);
}

export function chainedHash(previous: Buffer, entry: Hashed): Buffer {
  return createHash("sha256").update(previous).update(hashedText(entry), "utf8").digest();
}
