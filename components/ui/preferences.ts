"use client";

import { useLocalStorage } from "@mantine/hooks";
import type { TimeStyle } from "./format-time";

export type Density = "dense" | "comfortable";

/** What a person prefers on this machine; never part of a link. */
export function useTimeStyle() {
  return useLocalStorage<TimeStyle>({ key: "throughline.time", defaultValue: "relative" });
}

export function useDensity() {
  return useLocalStorage<Density>({ key: "throughline.density", defaultValue: "dense" });
}

/** Single-key shortcuts can be switched off, for speech input and for those who hit them by accident. */
export function useShortcutsEnabled() {
  return useLocalStorage<boolean>({ key: "throughline.shortcuts", defaultValue: true });
}

export const ROW_HEIGHT: Record<Density, number> = { dense: 28, comfortable: 38 };
