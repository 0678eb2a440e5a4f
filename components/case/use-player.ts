"use client";

import { useEffect, useEffectEvent, useState } from "react";

/** Seldom enough for a browser's history and a server, often enough to look like moving. */
const TICK_MS = 200;

export const SPEEDS = [1, 10, 100, 1000] as const;
export type Speed = (typeof SPEEDS)[number];

type Playing = {
  readonly from: number;
  readonly to: number;
  readonly at: number | null;
  readonly onMove: (at: number) => void;
};

/** Moves an instant on at so many times the speed of time, from its beginning if it stands at the end. */
export function usePlayer({ from, to, at, onMove }: Playing) {
  const [isPlaying, setIsPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(() => speedFor(to - from));
  const tick = useEffectEvent((elapsedMs: number) => {
    const next = Math.min(to, (at ?? from) + elapsedMs * speed);
    onMove(next);
    if (next >= to) setIsPlaying(false);
  });
  useEffect(() => {
    if (!isPlaying) return;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      tick(now - last);
      last = now;
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [isPlaying]);
  const toggle = () => {
    if (!isPlaying && (at === null || at >= to)) onMove(from);
    setIsPlaying(!isPlaying);
  };
  return { isPlaying, toggle, stop: () => setIsPlaying(false), speed, setSpeed };
}

/** The slowest that shows the whole case in about a minute. */
function speedFor(spanMs: number): Speed {
  return SPEEDS.find((speed) => spanMs / speed <= 60_000) ?? 1000;
}
