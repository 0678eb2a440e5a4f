"use client";

import type { RowData } from "@tanstack/react-table";
import type { MouseEvent } from "react";
import type { VirtualTableProps } from "./table-column";
import { TableHead } from "./table-head";
import { TableRow } from "./table-row";
import type { RowKeys } from "./use-row-keys";
import type { RowModel } from "./use-row-model";
import styles from "./virtual-table.module.css";

interface TableGridProps<Item extends RowData> {
  props: VirtualTableProps<Item>;
  model: RowModel<Item>;
  keys: RowKeys;
  isNarrow: boolean;
  rowHeight: number;
  items: readonly { index: number; start: number }[];
  total: number;
}

/** The markup of a virtual table: one tab stop, one listener for all rows. */
export function TableGrid<Item extends RowData>(grid: TableGridProps<Item>) {
  const { props, model, keys, total } = grid;
  const { table, visible, rows } = model;
  const template = [...(props.selection ? ["30px"] : []), ...visible.map(({ width }) => width)].join(" ");
  const itemOf = (id: string) => rows.find((row) => row.id === id)?.original;
  return (
    <table
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are walked by keys is what `grid` means
      role="grid"
      aria-label={props.label}
      aria-rowcount={props.onEndReached ? -1 : rows.length + 1}
      aria-multiselectable={props.selection ? true : undefined}
      className={styles["table"]}
      data-opens={props.onOpen !== undefined}
      onKeyDown={keys.onKeyDown}
      onClick={(event) => openByClick(event, itemOf, props.onOpen)}
      onFocus={({ target }) => focusedRow(target, keys.onFocusRow)}
    >
      <TableHead
        columns={visible}
        sort={props.sort ?? null}
        onSort={props.onSort}
        template={template}
        all={
          props.selection && {
            isChecked: rows.length > 0 && table.getIsAllRowsSelected(),
            isPartly: table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected(),
            toggle: () => table.toggleAllRowsSelected(),
          }
        }
      />
      <tbody className={styles["rows"]} style={{ height: total }}>
        <GridRows {...grid} template={template} />
      </tbody>
    </table>
  );
}

function GridRows<Item extends RowData>(grid: TableGridProps<Item> & { template: string }) {
  const { props, model, keys, isNarrow, rowHeight, items, template } = grid;
  const hasFocused = model.rows.some((row) => row.id === keys.focusedId);
  return items.map(({ index, start }) => {
    const row = model.rows[index];
    if (row === undefined) return null;
    return (
      <TableRow
        key={row.id}
        item={row.original}
        id={row.id}
        name={props.nameOf(row.original)}
        columns={model.visible}
        template={template}
        rowIndex={index + 2}
        top={start}
        height={rowHeight}
        isFocused={keys.focusedId === row.id}
        isTabStop={hasFocused ? keys.focusedId === row.id : index === 0}
        isCurrent={props.currentId === row.id}
        isSelected={props.selection ? row.getIsSelected() : undefined}
        onToggle={row.getToggleSelectedHandler()}
        narrowLine={isNarrow ? (props.narrowLine?.(row.original) ?? null) : null}
      />
    );
  });
}

function focusedRow(target: EventTarget, onFocus: (id: string) => void): void {
  const row = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-row-id]") : null;
  if (row?.dataset["rowId"] !== undefined) onFocus(row.dataset["rowId"]);
}

/** A press anywhere on a row opens it, unless it was meant for something inside, or text was being selected. */
function openByClick<Item>(
  event: MouseEvent,
  itemOf: (id: string) => Item | undefined,
  onOpen: ((item: Item) => void) | undefined,
): void {
  if (!(event.target instanceof Element) || event.target.closest("a, button, input, label")) return;
  if (window.getSelection()?.toString()) return;
  const id = event.target.closest<HTMLElement>("[data-row-id]")?.dataset["rowId"];
  const item = id === undefined ? undefined : itemOf(id);
  if (item !== undefined) onOpen?.(item);
}
