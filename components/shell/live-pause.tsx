"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { NEWS_TOPICS } from "@/lib/api/contract/live";
import { type Live, useLive } from "@/lib/client/live";

interface LivePause {
  isPaused: boolean;
  setPaused: (isPaused: boolean) => void;
}

const LivePauseContext = createContext<LivePause>({ isPaused: false, setPaused: () => undefined });

/** One switch for the whole page: while it is off, no number and no row changes by itself. */
export function LivePauseProvider({ children }: { children: ReactNode }) {
  const [isPaused, setPaused] = useState(false);
  const value = useMemo(() => ({ isPaused, setPaused }), [isPaused]);
  return <LivePauseContext.Provider value={value}>{children}</LivePauseContext.Provider>;
}

export function useLivePause(): LivePause {
  return useContext(LivePauseContext);
}

/**
 * Follows all news, once for the page, unless the reader has paused: what is on the screen is asked again, whoever shows it.
 * Only news of one case, whose topic has its id, are followed where that case is shown.
 */
export function useConsoleNews(): Live {
  const { isPaused } = useLivePause();
  return useLive(NEWS_TOPICS, { isPaused });
}
