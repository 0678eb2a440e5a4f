"use client";

import { QueryProblem } from "@/components/shell/query-problem";

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main>
      <QueryProblem error={error} what="This page" onRetry={reset} />
    </main>
  );
}
