"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { elementsQuery } from "@/lib/client/queries";
import { present } from "../ui/present";
import type { ProcessSummary } from "./process-columns";
import type { ProcessView } from "./use-process-view";

export type FiguresFilter = ProcessView["filter"] & { readonly at?: string };

/**
 * The figures of the elements, as of the instant that the URL names. The next instant is asked for when the one before was
 * answered: while it plays, a slow server skips and never starves.
 */
export function useFigures(process: ProcessSummary, view: ProcessView) {
  const wanted = view.values.at;
  const [asked, setAsked] = useState(wanted);
  const filter: FiguresFilter = { ...view.filter, ...present({ at: asked }) };
  const query = useQuery({ ...elementsQuery(process.id, filter), enabled: process.hasDiagram });
  if (asked !== wanted && (wanted === null || asked === null || !query.isFetching)) setAsked(wanted);
  return { query, filter };
}
