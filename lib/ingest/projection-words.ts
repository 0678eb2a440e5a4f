import { createHash } from "node:crypto";
import { rememberKeyIds, type ToKeyId } from "@/lib/correlate/key-id";
import type { ToVariantId } from "@/lib/project/batch";
import { rememberVariantIds } from "@/lib/project/variant-id";
import type { Sql } from "@/lib/store/database";
import { createDictionaries, type Dictionaries } from "@/lib/store/projection/dictionaries";
import { createVariants, type Variants } from "@/lib/store/projection/insert-variants";

/** Cases that come in together share keys and paths; some megabytes save most of the hashing. */
const REMEMBERED_IDS = 100_000;

/** All that a worker remembers between batches. Losing it costs look-ups, never correctness. */
export type ProjectionWords = Dictionaries &
  Variants & { readonly toKeyId: ToKeyId; readonly toVariantId: ToVariantId };

/** OpenSSL's: the heart has one of its own, in JavaScript, and both say the same. */
const sha256 = (text: string): Uint8Array => createHash("sha256").update(text).digest();

/** New words and variants are committed on `sql` at once, apart from the transactions of batches. */
export function createProjectionWords(sql: Sql): ProjectionWords {
  const dictionaries = createDictionaries(sql);
  return {
    ...dictionaries,
    ...createVariants(sql, dictionaries),
    toKeyId: rememberKeyIds(REMEMBERED_IDS, sha256),
    toVariantId: rememberVariantIds(REMEMBERED_IDS, sha256),
  };
}
