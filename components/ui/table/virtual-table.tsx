"use client";

import { useElementSize, useMergedRef } from "@mantine/hooks";
import type { RowData } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { ROW_HEIGHT, useDensity, useShortcutsEnabled } from "../preferences";
import { usePageKeys } from "../use-page-keys";
import type { VirtualTableProps } from "./table-column";
import { TableGrid } from "./table-grid";
import { type RowKeys, useRowKeys } from "./use-row-keys";
import { type RowModel, useRowModel } from "./use-row-model";
import styles from "./virtual-table.module.css";

const NARROW_PX = 560;

/** Rows by the ten thousand: only those in sight are in the document. Keys: j k x Enter, arrows, Home, End. */
export function VirtualTable<Item extends RowData>(props: VirtualTableProps<Item>) {
  const { ref: sizeRef, width } = useElementSize();
  const scrollRef = useRef<HTMLDivElement>(null);
  const setRef = useMergedRef(sizeRef, scrollRef);
  const [density] = useDensity();
  const isNarrow = width > 0 && width < NARROW_PX && props.narrowLine !== undefined;
  const rowHeight = ROW_HEIGHT[density] + (isNarrow ? 22 : 0);
  // Before the first measurement all columns show, so that the server's markup has them.
  const model = useRowModel(props, width === 0 ? Number.POSITIVE_INFINITY : width);
  const virtualizer = useVirtualizer({
    count: model.rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => model.rows[index]?.id ?? index,
    overscan: 8,
    initialRect: { width: 800, height: 600 },
  });
  useEffect(() => {
    if (rowHeight > 0) virtualizer.measure();
  }, [virtualizer, rowHeight]);
  const rowOf = (id: string) => model.rows.find((row) => row.id === id);
  const keys = useRowKeys({
    ids: model.rows.map((row) => row.id),
    container: scrollRef,
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
    onOpen: (id) => callWith(rowOf(id)?.original, props.onOpen),
    onToggle: (id) => props.selection && rowOf(id)?.toggleSelected(),
    onKey: (key, id) => keyOn(rowOf(id)?.original, key, props.onKey),
  });
  useMainTableKeys(props.isMain === true, model, keys);
  const items = virtualizer.getVirtualItems();
  useEndReached(items.at(-1)?.index ?? -1, model.rows.length, props.onEndReached);
  return (
    <div className={styles["frame"]}>
      <div ref={setRef} className={styles["scroll"]}>
        <TableGrid {...{ props, model, keys, isNarrow, rowHeight, items }} total={virtualizer.getTotalSize()} />
      </div>
      {props.footer === undefined ? null : <div className={styles["footer"]}>{props.footer}</div>}
    </div>
  );
}

function callWith<Item>(item: Item | undefined, call: ((item: Item) => void) | undefined): void {
  if (item !== undefined) call?.(item);
}

function keyOn<Item>(item: Item | undefined, key: string, onKey: ((key: string, item: Item) => boolean) | undefined) {
  return item !== undefined && onKey?.(key, item) === true;
}

function useMainTableKeys<Item extends RowData>(isMain: boolean, { rows }: RowModel<Item>, keys: RowKeys): void {
  const [isEnabled] = useShortcutsEnabled();
  const enter = () => {
    const id = rows.some((row) => row.id === keys.focusedId) ? keys.focusedId : rows[0]?.id;
    if (id) keys.focusRow(id);
  };
  usePageKeys(isMain && isEnabled ? { j: enter, k: enter } : {});
}

function useEndReached(lastShown: number, count: number, onEndReached: (() => void) | undefined): void {
  const latest = useRef(onEndReached);
  latest.current = onEndReached;
  useEffect(() => {
    if (count > 0 && lastShown >= count - 12) latest.current?.();
  }, [lastShown, count]);
}
