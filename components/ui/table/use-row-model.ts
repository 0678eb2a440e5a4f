"use client";

import {
  type ColumnDef,
  columnVisibilityFeature,
  createSortedRowModel,
  type RowData,
  rowSelectionFeature,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { TableColumn, VirtualTableProps } from "./table-column";

const features = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
});

export type RowModel<Item extends RowData> = ReturnType<typeof useRowModel<Item>>;

/** TanStack's model under our columns: visible by width, sorted, selected by id. */
export function useRowModel<Item extends RowData>(props: VirtualTableProps<Item>, widthPx: number) {
  const { columns, items, idOf, selection, sort } = props;
  const definitions = useMemo(() => definitionsOf(columns), [columns]);
  const rowSelection = useMemo(
    () => Object.fromEntries([...(selection?.selected ?? [])].map((id) => [id, true as const])),
    [selection?.selected],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: items as Item[],
    getRowId: idOf,
    state: {
      rowSelection,
      sorting: sort ? [{ id: sort.columnId, desc: sort.isDescending }] : [],
      columnVisibility: Object.fromEntries(columns.map(({ id, fromWidth = 0 }) => [id, widthPx >= fromWidth])),
    },
    onRowSelectionChange: (update) => {
      const next = typeof update === "function" ? update(rowSelection) : update;
      selection?.onChange(new Set(Object.keys(next)));
    },
  });
  const visible = columns.filter(({ fromWidth = 0 }) => widthPx >= fromWidth);
  return { table, visible, rows: table.getRowModel().rows };
}

function definitionsOf<Item extends RowData>(
  columns: readonly TableColumn<Item>[],
): ColumnDef<typeof features, Item, unknown>[] {
  return columns.map(({ id, sortBy }) => ({
    id,
    accessorFn: (item: Item) => sortBy?.(item) ?? 0,
    enableSorting: sortBy !== undefined,
    sortFn: "basic" as const,
  }));
}
