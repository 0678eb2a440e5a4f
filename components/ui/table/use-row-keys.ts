"use client";

import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";

export interface RowKeys {
  focusedId: string | null;
  focusRow: (id: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocusRow: (id: string) => void;
}

interface RowKeysOptions {
  ids: readonly string[];
  container: RefObject<HTMLElement | null>;
  scrollTo: (index: number) => void;
  onOpen: (id: string) => void;
  onToggle: (id: string) => void;
  /** True when it did something. */
  onKey: (key: string, id: string) => boolean;
}

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  j: (index) => index + 1,
  ArrowDown: (index) => index + 1,
  k: (index) => index - 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + 20,
  PageUp: (index) => index - 20,
  Home: () => 0,
  End: (_index, last) => last,
};

/** One tab stop for the whole table; inside it rows are walked by keys, and follow their id when the list changes. */
export function useRowKeys(options: RowKeysOptions): RowKeys {
  const { ids, container, scrollTo } = options;
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const focusRow = (id: string) => {
    setFocusedId(id);
    scrollTo(ids.indexOf(id));
    focusWhenThere(container, id);
  };
  useFollow(ids, focusedId, focusRow);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !isRow(event.target)) return;
    const next = idAfter(event.key, focusedId, ids);
    if (next !== undefined) focusRow(next);
    else if (focusedId === null || !act(event.key, focusedId, options)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { focusedId, focusRow, onKeyDown, onFocusRow: setFocusedId };
}

function idAfter(key: string, focusedId: string | null, ids: readonly string[]): string | undefined {
  const index = focusedId === null ? -1 : ids.indexOf(focusedId);
  const last = ids.length - 1;
  const next = STEPS[key]?.(index, last);
  return next === undefined ? undefined : ids[Math.max(0, Math.min(last, next))];
}

/** False when the key means nothing here, so that the page may have it. */
function act(key: string, id: string, options: RowKeysOptions): boolean {
  if (key === "Enter") options.onOpen(id);
  else if (key === "x" || key === " ") options.onToggle(id);
  else return options.onKey(key, id);
  return true;
}

function isRow(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.dataset["rowId"] !== undefined;
}

/** When the row that had the focus is gone and took the focus with it, the one in its place gets it. */
function useFollow(ids: readonly string[], focusedId: string | null, focusRow: (id: string) => void): void {
  const lastIndex = useRef(-1);
  useEffect(() => {
    const index = focusedId === null ? -1 : ids.indexOf(focusedId);
    const heir = ids[Math.min(lastIndex.current, ids.length - 1)];
    if (index >= 0) lastIndex.current = index;
    else if (focusedId !== null && heir !== undefined && document.activeElement === document.body) focusRow(heir);
  });
}

/** The row may not exist before the virtual list has scrolled to it: it is looked for frame by frame, and not for ever. */
function focusWhenThere(container: RefObject<HTMLElement | null>, id: string, framesLeft = 30): void {
  const row = container.current?.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(id)}"]`);
  if (row) row.focus({ preventScroll: true });
  else if (framesLeft > 0) requestAnimationFrame(() => focusWhenThere(container, id, framesLeft - 1));
}
