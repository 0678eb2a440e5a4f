"use client";

import { useClipboard } from "@mantine/hooks";
import { useAnnounce } from "./announcer";

/** Copies and says so; `copied` stays true for a moment, so that a button can show it. */
export function useCopy(): { copied: boolean; copy: (text: string, what: string) => void } {
  const clipboard = useClipboard({ timeout: 1_500 });
  const announce = useAnnounce();
  const copy = (text: string, what: string) => {
    clipboard.copy(text);
    announce(`${what} copied`);
  };
  return { copied: clipboard.copied, copy };
}
