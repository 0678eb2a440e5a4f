"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
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
  const problem = useLastError(query.error);
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
      {problem === null ? (
        <Skeleton rows={rows} label={what.toLowerCase()} />
      ) : (
        <QueryProblem error={problem} what={what} onRetry={() => void query.refetch()} />
      )}
    </>
  );
}

/** While it is asked again, what went wrong before stays readable. */
function useLastError(error: unknown): unknown {
  const [last, setLast] = useState(error);
  if (error !== null && error !== last) setLast(error);
  return error ?? last;
}
