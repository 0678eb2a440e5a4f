"use client";

import { useQuery } from "@tanstack/react-query";
import { elementsQuery } from "@/lib/client/queries";
import { present } from "../ui/present";
import { useFollowed } from "../ui/use-followed";
import type { ProcessSummary } from "./process-columns";
import type { ProcessView } from "./use-process-view";

export type FiguresFilter = ProcessView["filter"] & { readonly at?: string };

/** The figures of the elements, as of the instant that the URL names. */
export function useFigures(process: ProcessSummary, view: ProcessView) {
  const [at, follow] = useFollowed(view.values.at);
  const filter: FiguresFilter = { ...view.filter, ...present({ at }) };
  const query = useQuery({ ...elementsQuery(process.id, filter), enabled: process.hasDiagram });
  follow(query.isFetching);
  return { query, filter };
}
