"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { findingsQuery, lostMessagesQuery, stuckQuery } from "@/lib/client/queries";
import type { ShownKind } from "./finding-words";

/** How many there are of each kind; undefined while it is not known. One question that the page and the overview share. */
export function useFindingCounts() {
  const stuck = useQuery(stuckQuery());
  const findings = useInfiniteQuery(findingsQuery({ limit: 1 }));
  const messages = useQuery(lostMessagesQuery());
  const counts = findings.data?.pages[0]?.counts;
  const of = (kind: ShownKind): number | undefined => {
    if (kind === "stuck") return stuck.data?.count;
    return kind === "lost-message" ? messages.data?.items.length : counts?.find((one) => one.kind === kind)?.count;
  };
  const total = counts?.reduce((sum, { count }) => sum + count, 0);
  return { of, total, stuck, findings };
}

export type FindingCounts = ReturnType<typeof useFindingCounts>;
