"use client";

import { useState } from "react";
import { upTo } from "./up-to";

interface FrozenHead<Item> {
  /** What the reader sees: nothing appears above it by itself. */
  shown: Item[];
  fresh: number;
  showFresh: () => void;
}

/**
 * A list that is newest first, held still at its head: rows that came after it was first shown are counted and wait for
 * the reader. `question` is what was asked, null while an older answer stands in; another question begins anew.
 */
export function useFrozenHead<Item>(
  items: readonly Item[],
  atOf: (item: Item) => string,
  question: string | null,
): FrozenHead<Item> {
  const newest = items[0] === undefined ? null : atOf(items[0]);
  const [frozen, setFrozen] = useState<{ question: string | null; at: string | null }>({ question, at: null });
  const isAnew = question !== null && (frozen.question !== question || (frozen.at === null && newest !== null));
  // While rendering, as React advises for state that follows its input: no frame shows rows that must wait.
  if (isAnew) setFrozen({ question, at: newest });
  const at = isAnew || question === null ? newest : frozen.at;
  const shown = upTo(items, atOf, at);
  return { shown, fresh: items.length - shown.length, showFresh: () => setFrozen({ question, at: newest }) };
}
