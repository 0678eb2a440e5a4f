"use client";

import { Checkbox } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { TableColumn, TableSort } from "./table-column";
import styles from "./virtual-table.module.css";

interface TableHeadProps<Item> {
  columns: readonly TableColumn<Item>[];
  sort: TableSort | null;
  onSort: ((sort: TableSort | null) => void) | undefined;
  template: string;
  /** Undefined where rows cannot be selected. */
  all: { isChecked: boolean; isPartly: boolean; toggle: () => void } | undefined;
}

export function TableHead<Item>({ columns, sort, onSort, template, all }: TableHeadProps<Item>) {
  return (
    <thead className={styles["head"]}>
      <tr className={styles["row"]} style={{ gridTemplateColumns: template }} aria-rowindex={1}>
        {all === undefined ? null : (
          <th className={styles["cell"]} scope="col">
            <Checkbox
              aria-label="Select all loaded rows"
              checked={all.isChecked}
              indeterminate={all.isPartly}
              onChange={all.toggle}
            />
          </th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

interface HeadCellProps<Item> {
  column: TableColumn<Item>;
  sort: TableSort | null;
  onSort: ((sort: TableSort | null) => void) | undefined;
}

function HeadCell<Item>({ column, sort, onSort }: HeadCellProps<Item>) {
  const isSorted = sort?.columnId === column.id;
  const isDescending = isSorted && sort.isDescending;
  const canSort = column.sortBy !== undefined && onSort !== undefined;
  const Icon = isSorted ? (isDescending ? IconArrowDown : IconArrowUp) : IconArrowsSort;
  const direction = isSorted ? (isDescending ? "descending" : "ascending") : "none";
  return (
    <th scope="col" className={styles["cell"]} data-align={column.align} aria-sort={canSort ? direction : undefined}>
      {canSort ? (
        <button
          type="button"
          className={styles["sort"]}
          data-sorted={isSorted}
          onClick={() => onSort({ columnId: column.id, isDescending: isSorted ? !isDescending : true })}
        >
          {column.header}
          <Icon size={12} aria-hidden />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}
