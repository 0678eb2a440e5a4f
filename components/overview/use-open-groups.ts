"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { incidentGroupsQuery } from "@/lib/client/queries";

/** Open incidents by kind; one question that the tiles, the list and the card share. */
export function useOpenGroups() {
  return useInfiniteQuery(incidentGroupsQuery({ state: "open", triage: "active", limit: 500 }));
}
