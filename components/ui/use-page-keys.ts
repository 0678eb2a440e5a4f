"use client";

import { useEffect, useRef } from "react";

const TYPING = "input, textarea, select, [contenteditable='true'], [role='textbox'], [role='combobox']";

/** Single keys for the whole page; never while somebody types, holds a modifier, or a dialog is open. */
export function usePageKeys(handlers: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const handler = latest.current[event.key];
      if (handler === undefined || !isForPage(event)) return;
      event.preventDefault();
      handler(event);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.target instanceof Element && event.target.closest(TYPING) !== null) return false;
  return document.querySelector("[role='dialog'][aria-modal='true']") === null;
}
