"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Skeleton } from "../ui/skeleton";
import { QueryProblem } from "./query-problem";
import { StaleMark } from "./stale-mark";

interface LoadedProps<Data> {
  query: Pick<UseQueryResult<Data>, "data" | "error" | "refetch" | "dataUpdatedAt">;
  /** What is loaded, in a sentence: "The processes". */
  what: string;
  rows?: number;
  /** Stands above while there is nothing yet: a page that loads or failed has its heading all the same. */
  head?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** Skeleton, problem, or what was loaded. When asking again fails, the old stays, marked with its age. */
export function Loaded<Data>({ query, what, rows = 6, head = null, children }: LoadedProps<Data>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.error === null ? null : (
          <StaleMark what={what} error={query.error} asOf={new Date(query.dataUpdatedAt).toISOString()} />
        )}
        {children(query.data)}
      </>
    );
  }
  return (
    <>
      {head}
      {query.error === null ? (
        <Skeleton rows={rows} label={what.toLowerCase()} />
      ) : (
        <QueryProblem error={query.error} what={what} onRetry={() => void query.refetch()} />
      )}
    </>
  );
}
