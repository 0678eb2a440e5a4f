import { compareText } from "@/lib/domain/event-order";
import type { VariantNode } from "@/lib/project/case-state";
import type { Sql } from "../database";
import type { Dictionaries } from "./dictionaries";
import { Remembered } from "./remembered";

/** The root of the trie; its children's parent. */
export const ROOT_VARIANT = "00000000-0000-0000-0000-000000000000";
const REMEMBERED_MAX = 200_000;

export type Variants = { insertVariants(nodes: readonly VariantNode[]): Promise<void> };

/**
 * The trie of variants. A node's id is a function of its path, so it may be committed before the batch that brings it, on
 * the dictionaries' connection, where no other worker waits for it.
 */
export function createVariants(sql: Sql, words: Dictionaries): Variants {
  const known = new Remembered<string, true>(REMEMBERED_MAX);
  return {
    insertVariants: async (nodes) => {
      const fresh = nodes
        .filter(({ variantId }) => !known.has(variantId))
        .sort((a, b) => compareText(a.variantId, b.variantId));
      if (fresh.length === 0) return;
      await sql.query(
        `insert into variant (variant_id, parent_variant_id, activity_id, depth)
         select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[]) on conflict do nothing`,
        [
          fresh.map(({ variantId }) => variantId),
          fresh.map(({ parentVariantId }) => (parentVariantId === "" ? ROOT_VARIANT : parentVariantId)),
          fresh.map(({ activity }) => words.activityId(activity)),
          fresh.map(({ depth }) => depth),
        ],
      );
      for (const { variantId } of fresh) known.set(variantId, true);
    },
  };
}
