"use client";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { ApiProblem } from "@/lib/client/api-problem";
import { Announcer } from "../ui/announcer";
import { LivePauseProvider } from "./live-pause";
import { cssVariablesResolver, theme } from "./theme";

interface ProvidersProps {
  children: ReactNode;
  /** Lets Mantine's own style tags pass a strict content security policy. */
  nonce: string;
}

export function Providers({ children, nonce }: ProvidersProps) {
  const [client] = useState(makeQueryClient);
  useScrollLockNonce(nonce);
  return (
    <QueryClientProvider client={client}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <Notifications position="bottom-right" limit={4} />
        <Announcer>
          <LivePauseProvider>{children}</LivePauseProvider>
        </Announcer>
      </MantineProvider>
    </QueryClientProvider>
  );
}

/** What locks the page's scrolling under a dialog (react-remove-scroll) makes a style tag of its own, and takes its nonce here. */
function useScrollLockNonce(nonce: string): void {
  useEffect(() => {
    Object.assign(globalThis, { __webpack_nonce__: nonce });
  }, [nonce]);
}

/** News, not the window's focus, say when to ask again. What a person can mend (4xx) is not repeated. */
function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      // A session that ended shows with whatever is asked first: then the gate is asked, which leads to the sign-in page.
      onError: (error, { queryKey }) => {
        if (!isStatus(error, 401) || queryKey[0] === "session") return;
        void client.invalidateQueries({ queryKey: ["session"] });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && !isRefused(error),
      },
    },
  });
  return client;
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof ApiProblem && error.status === status;
}

function isRefused(error: unknown): boolean {
  return error instanceof ApiProblem && error.status >= 400 && error.status < 500;
}
