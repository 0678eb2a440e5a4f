"use client";

import { useLocalStorage } from "@mantine/hooks";
import { z } from "zod";

const Position = z.object({
  landscape: z.string(),
  step: z.int().min(0).max(4),
  /** The order that was placed last in this tour. */
  orderId: z.string().nullable(),
});
type Position = z.infer<typeof Position>;

/** How far somebody is in the tour of a landscape, on this machine; null: in none. It stays while one walks from page to page. */
export function useTour() {
  return useLocalStorage<Position | null>({
    key: "throughline.tour",
    defaultValue: null,
    deserialize: (text) => readPosition(text),
  });
}

function readPosition(text: string | undefined): Position | null {
  if (text === undefined) return null;
  try {
    return Position.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
