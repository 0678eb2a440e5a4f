"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
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

/** Follows news of these topics unless the reader has paused. */
export function useLiveTopics(...topics: string[]): Live {
  const { isPaused } = useLivePause();
  return useLive(topics, { isPaused });
}
