import { rememberKeyIds, type ToKeyId } from "@/lib/correlate/key-id";
import type { ToVariantId } from "@/lib/project/batch";
import type { VariantNode } from "@/lib/project/case-state";
import { rememberVariantIds } from "@/lib/project/variant-id";
import type { Sql } from "@/lib/store/database";
import { createDictionaries, type Dictionaries, type Vocabulary } from "@/lib/store/projection/dictionaries";
import { createVariants } from "@/lib/store/projection/insert-variants";

/** Cases that come in together share keys and paths; some megabytes save most of the hashing. */
const REMEMBERED_IDS = 100_000;

/** All that a worker remembers between batches. Losing it costs look-ups, never correctness. */
export type ProjectionWords = Omit<Dictionaries, "learn"> & {
  readonly toKeyId: ToKeyId;
  readonly toVariantId: ToVariantId;
  /** Commits new words and new nodes of the trie of variants, apart from the batch's transaction. */
  learn(vocabulary: Vocabulary, variantNodes: readonly VariantNode[]): Promise<void>;
};

export function createProjectionWords(sql: Sql): ProjectionWords {
  const dictionaries = createDictionaries(sql);
  const variants = createVariants(sql, dictionaries);
  return {
    ...dictionaries,
    toKeyId: rememberKeyIds(REMEMBERED_IDS),
    toVariantId: rememberVariantIds(REMEMBERED_IDS),
    learn: async (vocabulary, variantNodes) => {
      await dictionaries.learn(vocabulary);
      await variants.insert(variantNodes);
    },
  };
}
