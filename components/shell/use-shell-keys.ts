"use client";

import { spotlight } from "@mantine/spotlight";
import { useRef } from "react";
import { useNavigation } from "../ui/navigation";
import { useShortcutsEnabled } from "../ui/preferences";
import { usePageKeys } from "../ui/use-page-keys";
import { LANDSCAPE_PAGE, PAGES } from "./pages";

/** The second key of `g p` must follow within this time, as in every console that has the habit. */
const SEQUENCE_MS = 1_500;

/** `/`, `?`, and `g` followed by a page's key. */
export function useShellKeys(onHelp: () => void): void {
  const { navigate } = useNavigation();
  const [isEnabled] = useShortcutsEnabled();
  const startedAt = useRef(Number.NEGATIVE_INFINITY);
  const targets = [...PAGES, LANDSCAPE_PAGE];
  const go = (href: string, event: KeyboardEvent) => {
    if (event.timeStamp - startedAt.current > SEQUENCE_MS) return;
    startedAt.current = Number.NEGATIVE_INFINITY;
    event.stopImmediatePropagation();
    navigate(href);
  };
  const pages = Object.fromEntries(
    targets.map(({ href, key }) => [key, (event: KeyboardEvent) => go(href, event)] as const),
  );
  const start = (event: KeyboardEvent) => {
    startedAt.current = event.timeStamp;
  };
  usePageKeys(isEnabled ? { ...pages, g: start, "/": focusSearch, "?": onHelp } : {});
}

function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>("main input[type='search']");
  if (field === null) spotlight.open();
  else {
    field.focus();
    field.select();
  }
}
