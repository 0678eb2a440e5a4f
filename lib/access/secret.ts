import { createHash, randomBytes } from "node:crypto";

const SECRET_BYTES = 32;

/** 256 random bits. The prefix tells a person, and a scanner of leaked secrets, what it has found. */
export function newSecret(prefix: "tl_link_" | "tl_session_" | "tl_token_"): string {
  return `${prefix}${randomBytes(SECRET_BYTES).toString("base64url")}`;
}

/** What is stored of a secret. */
export function hashSecret(secret: string): Uint8Array {
  return createHash("sha256").update(secret).digest();
}
