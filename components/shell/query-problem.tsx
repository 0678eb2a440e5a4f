"use client";

import { ApiProblem } from "@/lib/client/api-problem";
import { ProblemPanel, type ShownProblem } from "../ui/problem-panel";

interface QueryProblemProps {
  error: unknown;
  what: string;
  onRetry?: (() => void) | undefined;
}

export function QueryProblem({ error, what, onRetry }: QueryProblemProps) {
  return <ProblemPanel problem={toShownProblem(error)} what={what} onRetry={onRetry} />;
}

export function toShownProblem(error: unknown): ShownProblem {
  if (error instanceof ApiProblem) {
    const { title, message, status, requestId, errors, at } = error;
    return { title, detail: message, status: status === 0 ? null : status, requestId, errors, at: at.toISOString() };
  }
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    title: "a fault in this page",
    detail,
    status: null,
    requestId: null,
    errors: [],
    at: new Date().toISOString(),
  };
}
