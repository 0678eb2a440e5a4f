"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLivePause } from "@/components/shell/live-pause";
import type { CaseStory } from "@/lib/api/contract/cases";
import { useLive } from "@/lib/client/live";
import { Refresher } from "@/lib/client/refresher";

/**
 * Asks for the case again when there is news of it. News name the case by its own id; the page may have been opened by
 * another (a key, or the id that it had before two cases became one), so what was asked for is what is asked again.
 */
export function useCaseNews(caseId: string, story: CaseStory | undefined): void {
  const { isPaused } = useLivePause();
  const client = useQueryClient();
  const refresher = useMemo(() => new Refresher(client), [client]);
  const hasIncidents = (story?.openIncidents.length ?? 0) > 0;
  const topics = [`case:${story?.id ?? caseId}`, ...(hasIncidents ? ["operations"] : [])];
  useLive(topics, { isPaused, onNews: () => refresher.hear([`case:${caseId}`]) });
}
