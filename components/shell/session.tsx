"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import type { z } from "zod";
import type { Session as SessionSchema } from "@/lib/api/contract/operations";
import { ApiProblem } from "@/lib/client/api-problem";
import { sessionQuery } from "@/lib/client/queries";
import { hasRole, type Role } from "@/lib/domain/role";
import { useNavigation } from "../ui/navigation";
import { Skeleton } from "../ui/skeleton";
import { QueryProblem } from "./query-problem";

export type Session = z.infer<typeof SessionSchema>;

const SessionContext = createContext<Session | null>(null);

/** Shows its children to whoever is signed in and sends everybody else to the sign-in page; the server checks every call anyway. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useQuery({ ...sessionQuery(), staleTime: 60_000, refetchInterval: 300_000 });
  const { pathname, navigate } = useNavigation();
  const isSignedOut = session.error instanceof ApiProblem && session.error.status === 401;
  useEffect(() => {
    if (isSignedOut) navigate(`/sign-in?next=${encodeURIComponent(pathname + window.location.search)}`);
  }, [isSignedOut, navigate, pathname]);
  if (session.data !== undefined)
    return <SessionContext.Provider value={session.data}>{children}</SessionContext.Provider>;
  if (session.error !== null && !isSignedOut)
    return <QueryProblem error={session.error} what="The console" onRetry={() => void session.refetch()} />;
  return <Skeleton label="the console" />;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("useSession outside of SessionGate");
  return session;
}

/** Null when the role suffices, otherwise the reason in words, to stand beside a disabled button. */
export function useWhyNot(needed: Role): string | null {
  const { role } = useSession();
  if (hasRole(role, needed)) return null;
  return `You are signed in as ${role}; this needs the role ${needed}.`;
}
