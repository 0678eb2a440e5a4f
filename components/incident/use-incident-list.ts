"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Incident } from "@/lib/api/contract/cases";
import { incidentsQuery } from "@/lib/client/queries";
import { useWhyNot } from "../shell/session";
import { useAnnounce } from "../ui/announcer";
import { itemsOf, questionOf } from "../ui/pages-of";
import { useFrozenHead } from "../ui/use-frozen-head";
import { useAllMatching } from "./use-all-matching";
import { useAskRetry } from "./use-ask-retry";
import type { IncidentFilterInput } from "./use-incident-filters";

const NOTHING: ReadonlySet<string> = new Set();

/** The list, what of it is selected, and what one can do with that. */
export function useIncidentList(filter: IncidentFilterInput) {
  const query = useInfiniteQuery({ ...incidentsQuery({ ...filter, limit: 100 }), refetchOnMount: "always" });
  const all = itemsOf(query.data);
  const head = useFrozenHead(all, ({ openedAt }) => openedAt, questionOf(query, filter));
  const [chosen, select] = useState(NOTHING);
  const matching = useAllMatching(filter, select);
  const whyNotRetry = useWhyNot("operator");
  const ask = useAskRetry();
  const announce = useAnnounce();
  // What is gone from a list that is loaded to its end is gone from the selection too.
  const selected = query.hasNextPage ? chosen : intersection(chosen, new Set(all.map(({ id }) => id)));
  const clear = () => select(NOTHING);
  const retry = (ids: readonly string[]) => {
    const whyNot = whyNotRetry ?? whyNone(all, ids);
    if (whyNot === null) ask(ids, clear);
    else announce(whyNot);
    return true;
  };
  return { ...head, query, all, selected, select, clear, matching, retry, whyNotRetry };
}

export type IncidentListState = ReturnType<typeof useIncidentList>;

/** Why none of these is for an engine to retry; null when one may be. */
function whyNone(all: readonly Incident[], ids: readonly string[]): string | null {
  const asked = new Set(ids);
  const known = all.filter(({ id }) => asked.has(id));
  const isNone = known.length === asked.size && known.every(({ type }) => type !== "engine");
  return isNone ? (known[0]?.whyNotRetryable ?? null) : null;
}

function intersection(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...one].filter((id) => other.has(id)));
}
