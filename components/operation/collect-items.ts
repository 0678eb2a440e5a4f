import { CALLS } from "@/lib/api/contract/calls";
import type { OperationItem } from "@/lib/api/contract/operations";
import { fetchJson } from "@/lib/client/fetch-json";

export type ItemsAsked = { readonly operationId: string; readonly state?: OperationItem["state"] | undefined };

/** All items of an operation, page by page: an operation has 10,000 at most. */
export async function collectItems({ operationId, state }: ItemsAsked): Promise<readonly OperationItem[]> {
  const items: OperationItem[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: OperationItem[]; nextCursor: string | null } = await fetchJson(CALLS.operationItems, {
      params: { operationId },
      query: { state, limit: 500, cursor: cursor ?? undefined },
    });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}
