import { randomUUID } from "node:crypto";
import { Failure } from "@/lib/domain/failure";
import type { Role } from "@/lib/domain/role";
import { disablePerson, mergePerson, readPersonByName } from "@/lib/store/access/person";
import { deleteSession, insertSession } from "@/lib/store/access/session";
import { insertSignInLink, useSignInLink } from "@/lib/store/access/sign-in-link";
import { type Pool, transaction } from "@/lib/store/database";
import { appendAuditEntry } from "@/lib/store/operations/audit";
import type { Caller } from "./caller";
import { hashSecret, newSecret } from "./secret";
import { SESSION_MAX_MS } from "./session-cookie";

const LINK_LIVES_MS = 24 * 3_600_000;

/**
 * A link that signs one person in once. Opening it shows a button that posts the token, for mail and chat programs open
 * links to preview them and would use it up. `actor` is who asked for it, for the audit trail.
 */
export async function createSignInLink(
  pool: Pool,
  asked: { readonly name: string; readonly publicUrl: string; readonly actor: string; readonly now: number },
): Promise<string> {
  const token = newSecret("tl_link_");
  await transaction(pool, async (tx) => {
    const person = await readPersonByName(tx, asked.name);
    if (person === null) {
      throw new Failure(
        "not-found",
        `There is nobody named "${asked.name}"; add them with: throughline user add ${asked.name}`,
      );
    }
    const expiresAt = new Date(asked.now + LINK_LIVES_MS);
    await insertSignInLink(tx, { hash: hashSecret(token), personId: person.personId, expiresAt });
    await audit(tx, { actor: asked.actor, action: "create-sign-in-link", subject: `person:${person.name}` });
  });
  return `${asked.publicUrl}/sign-in?token=${token}`;
}

/** Adds a person, or changes the role of the one of that name. */
export async function addPerson(
  pool: Pool,
  asked: { readonly name: string; readonly role: Role; readonly actor: string },
): Promise<{ readonly isNew: boolean }> {
  const name = asked.name.trim();
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._@+-]{0,63}$/u.test(name)) {
    throw new Failure("bad-request", `"${name}" is no name: take letters, digits, blanks and . _ @ + -, at most 64.`);
  }
  return transaction(pool, async (tx) => {
    const person = await mergePerson(tx, { personId: randomUUID(), name, role: asked.role });
    const action = person.isNew ? "add-person" : "change-role";
    await audit(tx, { actor: asked.actor, action, subject: `person:${name}`, outcome: asked.role });
    return { isNew: person.isNew };
  });
}

/** Shuts a person out, at once and wherever they are signed in. Adding them again lets them in again. */
export async function shutOut(pool: Pool, asked: { readonly name: string; readonly actor: string }): Promise<void> {
  await transaction(pool, async (tx) => {
    const isDone = await disablePerson(tx, asked.name);
    if (!isDone) throw new Failure("not-found", `Nobody named "${asked.name}" may come in.`);
    await audit(tx, { actor: asked.actor, action: "disable-person", subject: `person:${asked.name}` });
  });
}

/** Uses the link up and makes a session; its secret goes into the cookie and is known to nobody else. */
export async function redeemSignInLink(
  pool: Pool,
  token: string,
  now: number,
): Promise<{ readonly secret: string; readonly caller: Caller }> {
  return transaction(pool, async (tx) => {
    const person = await useSignInLink(tx, hashSecret(token));
    if (person === null) {
      throw new Failure(
        "unauthenticated",
        "This sign-in link was used already, is older than a day, or is not complete. Ask for a new one: throughline user link NAME.",
      );
    }
    const secret = newSecret("tl_session_");
    const expiresAt = new Date(now + SESSION_MAX_MS);
    await insertSession(tx, { hash: hashSecret(secret), personId: person.personId, expiresAt });
    await audit(tx, { actor: person.name, action: "sign-in", subject: `person:${person.name}` });
    return { secret, caller: { kind: "person", name: person.name, role: person.role, signedInAt: new Date(now) } };
  });
}

/** Ends the session on the server; the cookie is worth nothing from then on, wherever it was copied to. */
export async function endSession(pool: Pool, caller: Caller, secret: string): Promise<void> {
  await transaction(pool, async (tx) => {
    if (!(await deleteSession(tx, hashSecret(secret)))) return;
    await audit(tx, { actor: caller.name, action: "sign-out", subject: `person:${caller.name}` });
  });
}

type Audited = { readonly actor: string; readonly action: string; readonly subject: string; readonly outcome?: string };

const audit = (tx: Parameters<typeof appendAuditEntry>[0], entry: Audited) =>
  appendAuditEntry(tx, { reason: "", outcome: "done", detail: {}, ...entry });
