"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useFollowed } from "@/components/ui/use-followed";
import type { CaseAt, CaseStory } from "@/lib/api/contract/cases";
import { caseAtQuery } from "@/lib/client/queries";
import { flowsBetween, instantsOf, lastInstant, type ShownStory, storyAsOf, storyNow } from "./story-as-of";

export type TimeTravel = {
  /** Instants at which something happened. */
  readonly instants: readonly number[];
  readonly shown: ShownStory;
  /** What is loaded for the instant; null: the case is shown as it is now. */
  readonly asOf: CaseAt | null;
  /** The first answer for an instant is not there yet: what is shown is the case as it is. */
  readonly isReading: boolean;
  readonly error: Error | null;
};

/**
 * The case at the instant that the URL names. What lies between two events looks the same, so the instant of an event is
 * asked for, and the next only when the one before was answered: while it plays, a slow server skips and never starves.
 */
export function useTimeTravel(story: CaseStory, at: number | null): TimeTravel {
  const instants = useMemo(() => instantsOf(story.trace), [story.trace]);
  const wanted = at === null ? null : new Date(lastInstant(instants, at) ?? at).toISOString();
  const [asked, follow] = useFollowed(wanted);
  const query = useQuery({ ...caseAtQuery(story.id, asked ?? ""), enabled: asked !== null });
  follow(query.isFetching);
  const asOf = at === null || asked === null ? null : (query.data ?? null);
  const shown = useMemo(() => (asOf === null ? storyNow(story) : storyAsOf(story, asOf)), [story, asOf]);
  return { instants, shown, asOf, isReading: at !== null && asOf === null, error: at === null ? null : query.error };
}

/** Flows that tokens go over when the instant moves on; nothing when it moves back. */
export function useMovingFlows(story: CaseStory, asOf: CaseAt | null, processInstanceKey: string | null) {
  const at = asOf === null ? null : Date.parse(asOf.at);
  const [moved, setMoved] = useState<{ at: number | null; flowIds: readonly string[] }>({ at, flowIds: [] });
  if (moved.at !== at) {
    const flowIds =
      moved.at === null || at === null || processInstanceKey === null
        ? []
        : flowsBetween(story.trace, { after: moved.at, until: at }, processInstanceKey);
    setMoved({ at, flowIds });
  }
  return moved.flowIds;
}
