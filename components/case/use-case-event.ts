"use client";

import { queryOptions } from "@tanstack/react-query";
import { CALLS } from "@/lib/api/contract/calls";
import type { CaseEventWithPayload } from "@/lib/api/contract/cases";
import { fetchJson } from "@/lib/client/fetch-json";

/** One event with what its record held; null when the case has no such event (any more). Fetched when somebody looks. */
export function caseEventQuery(caseId: string, eventId: string) {
  return queryOptions({
    queryKey: ["case-events", caseId, eventId] as const,
    queryFn: async ({ signal }): Promise<CaseEventWithPayload | null> => {
      const { items } = await fetchJson(CALLS.caseEvents, { params: { caseId }, query: { event: eventId }, signal });
      return items.find(({ id }) => id === eventId) ?? null;
    },
    // What was recorded does not change; masking follows the role, and a new role is a new session.
    staleTime: 300_000,
  });
}
