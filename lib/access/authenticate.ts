import { readApiToken } from "@/lib/store/access/api-token";
import { readSession, touchSession } from "@/lib/store/access/session";
import type { Sql } from "@/lib/store/database";
import type { Caller } from "./caller";
import { hashSecret } from "./secret";
import { readSessionCookie, SESSION_IDLE_MS } from "./session-cookie";

/** Every request would write otherwise. */
const TOUCH_AFTER_MS = 5 * 60_000;
const TOKEN_MAX = 256;

export type Credentials = { readonly cookie: string | null; readonly authorization: string | null };

/** Who sends these credentials, or null. A bearer token counts alone: a wrong one is not made good by a cookie. */
export async function authenticate(
  sql: Sql,
  { publicUrl, now }: { readonly publicUrl: string; readonly now: number },
  credentials: Credentials,
): Promise<Caller | null> {
  if (credentials.authorization !== null) return ofToken(sql, credentials.authorization);
  const secret = readSessionCookie(publicUrl, credentials.cookie);
  if (secret === null) return null;
  const hash = hashSecret(secret);
  const session = await readSession(sql, hash, SESSION_IDLE_MS);
  if (session === null) return null;
  if (now - session.seenAt.getTime() > TOUCH_AFTER_MS) await touchSession(sql, hash);
  return { kind: "person", name: session.name, role: session.role, signedInAt: session.createdAt };
}

async function ofToken(sql: Sql, authorization: string): Promise<Caller | null> {
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (token === undefined || token.length > TOKEN_MAX) return null;
  const known = await readApiToken(sql, hashSecret(token));
  return known === null ? null : { kind: "token", name: `token:${known.name}`, role: known.role, signedInAt: null };
}
