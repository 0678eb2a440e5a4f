import type { AuditVerification } from "@/lib/api/contract/audit";
import type { Sql } from "@/lib/store/database";
import { readAuditChain } from "@/lib/store/operations/read-audit";
import { chainedHash } from "./chained-hash";

const AT_ONCE = 5_000;

/** An entry that was known to be there, as an earlier check told it: the end of a chain can be cut off without a trace in it. */
export type Anchor = { readonly id: number; readonly hash: string };

/** How far it was gone along the chain. */
type Place = { readonly entries: number; readonly id: number; readonly hash: Buffer };
type Found = Omit<AuditVerification, "checkedAt">;

/** Goes along the whole chain and computes each hash anew; tells the first entry that does not fit. */
export async function verifyAudit(sql: Sql, anchor: Anchor | null = null): Promise<Found> {
  let place: Place = { entries: 0, id: 0, hash: Buffer.alloc(0) };
  let isAnchored = anchor === null;
  for (;;) {
    const rows = await readAuditChain(sql, { after: place.id, limit: AT_ONCE });
    for (const row of rows) {
      if (!chainedHash(place.hash, row).equals(row.hash))
        return toFound(place, row.auditId, whyBroken(place, row.auditId));
      isAnchored ||= anchor?.id === row.auditId && anchor.hash === row.hash.toString("hex");
      place = { entries: place.entries + 1, id: row.auditId, hash: row.hash };
    }
    if (rows.length < AT_ONCE) break;
  }
  if (isAnchored || anchor === null) return { ...toFound(place, null, ""), isWhole: true };
  const why = `entry ${anchor.id} is not there with the hash that was known of it: the chain was cut off or made anew`;
  return toFound(place, anchor.id, why);
}

function toFound({ entries, id, hash }: Place, brokenAt: number | null, why: string): Found {
  return { isWhole: false, entries, brokenAt, why, lastId: id, lastHash: hash.toString("hex") };
}

function whyBroken({ id }: Place, brokenAt: number): string {
  const gap = brokenAt > id + 1 ? ", or entries before it are missing" : "";
  return `entry ${brokenAt} does not fit the one before it: it was changed${gap}`;
}
