import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { findCasesByKey, resolveCaseId } from "@/lib/store/read/find-cases";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The case that an id (each that it ever had) or `name:value` of one of its keys leads to now; of several the newest. */
export async function getCaseId(sql: Sql, text: string): Promise<string> {
  const caseId = (UUID.test(text) ? await resolveCaseId(sql, text) : null) ?? (await findByKey(sql, text));
  if (caseId === null) {
    throw new Failure(
      "not-found",
      `There is no case "${text}": neither an id nor name:value of a key that was ever seen.`,
    );
  }
  return caseId;
}

async function findByKey(sql: Sql, text: string): Promise<string | null> {
  const colon = text.indexOf(":");
  if (colon <= 0 || colon === text.length - 1) return null;
  const [caseId] = await findCasesByKey(sql, { name: text.slice(0, colon), value: text.slice(colon + 1) }, 1);
  return caseId ?? null;
}
