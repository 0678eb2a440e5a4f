"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { incidentsQuery } from "@/lib/client/queries";
import { useWhyNot } from "../shell/session";
import { itemsOf } from "../ui/pages-of";
import { useFrozenHead } from "../ui/use-frozen-head";
import { useAskRetry } from "./retry-provider";
import { useAllMatching } from "./use-all-matching";
import type { IncidentFilterInput } from "./use-incident-filters";

const NOTHING: ReadonlySet<string> = new Set();

/** The list, what of it is selected, and what one can do with that. */
export function useIncidentList(filter: IncidentFilterInput) {
  const query = useInfiniteQuery(incidentsQuery({ ...filter, limit: 100 }));
  const all = itemsOf(query.data);
  const question = query.isPlaceholderData ? null : JSON.stringify(filter);
  const head = useFrozenHead(all, ({ openedAt }) => openedAt, question);
  const [chosen, select] = useState(NOTHING);
  const matching = useAllMatching(filter, select);
  const whyNotRetry = useWhyNot("operator");
  const ask = useAskRetry();
  // What is gone from a list that is loaded to its end is gone from the selection too.
  const selected = query.hasNextPage ? chosen : intersection(chosen, new Set(all.map(({ id }) => id)));
  const clear = () => select(NOTHING);
  const retry = (ids: readonly string[]) => {
    if (whyNotRetry === null) ask(ids, clear);
    return whyNotRetry === null;
  };
  return { ...head, query, all, selected, select, clear, matching, retry, whyNotRetry };
}

export type IncidentListState = ReturnType<typeof useIncidentList>;

function intersection(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...one].filter((id) => other.has(id)));
}
