"use client";

import { useQuery } from "@tanstack/react-query";
import { healthQuery } from "@/lib/client/queries";
import { useLivePause } from "./live-pause";

/** Lag grows while nothing happens, which no news tells: so this one is asked by the clock. */
export function useHealth() {
  const { isPaused } = useLivePause();
  return useQuery({ ...healthQuery(), refetchInterval: isPaused ? false : 5_000, retry: false });
}
