"use client";

import { useMutation } from "@tanstack/react-query";
import { CALLS } from "@/lib/api/contract/calls";
import { fetchJson } from "@/lib/client/fetch-json";
import type { IncidentFilterInput } from "./use-incident-filters";

/** As many as one operation takes; who has more open incidents than this has another problem. */
const MOST = 10_000;

/** Freezes all that match now as a set of ids: what comes later is not in it. */
export function useAllMatching(filter: IncidentFilterInput, onFrozen: (ids: ReadonlySet<string>) => void) {
  return useMutation({ mutationFn: () => freeze(filter), onSuccess: onFrozen });
}

async function freeze(filter: IncidentFilterInput): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let cursor: string | null | undefined;
  do {
    const page: { items: { id: string }[]; nextCursor: string | null } = await fetchJson(CALLS.incidents, {
      query: { ...filter, limit: 500, cursor: cursor ?? undefined },
    });
    for (const { id } of page.items) ids.add(id);
    cursor = page.nextCursor;
  } while (cursor !== null && ids.size < MOST);
  return ids;
}
