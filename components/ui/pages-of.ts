import type { InfiniteData } from "@tanstack/react-query";

interface Page<Item> {
  items: Item[];
}

/** All items of the pages that are loaded. */
export function itemsOf<Item>(data: InfiniteData<Page<Item>, unknown> | undefined): Item[] {
  return (data?.pages ?? []).flatMap(({ items }) => items);
}

interface InfiniteQuery {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Asks for the next page unless it is on its way; undefined at the end. */
export function nextPageOf(query: InfiniteQuery): (() => void) | undefined {
  if (!query.hasNextPage) return undefined;
  return () => {
    if (!query.isFetchingNextPage) void query.fetchNextPage();
  };
}

interface AskedQuery {
  isPlaceholderData: boolean;
  isFetchedAfterMount: boolean;
}

/** What was asked, once its own answer is here; null while an older answer, or one from an earlier visit, stands in. */
export function questionOf(query: AskedQuery, filter: unknown): string | null {
  return query.isPlaceholderData || !query.isFetchedAfterMount ? null : JSON.stringify(filter);
}
