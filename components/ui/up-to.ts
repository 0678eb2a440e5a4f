/** What is no newer than the instant; all of it when there is none. RFC 3339 in UTC sorts as text. */
export function upTo<Item>(items: readonly Item[], atOf: (item: Item) => string, at: string | null): Item[] {
  return at === null ? [...items] : items.filter((item) => atOf(item) <= at);
}
