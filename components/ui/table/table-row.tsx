"use client";

import { Checkbox } from "@mantine/core";
import type { ReactNode } from "react";
import { RowFocusProvider } from "../row-focus";
import type { TableColumn } from "./table-column";
import styles from "./virtual-table.module.css";

interface TableRowProps<Item> {
  item: Item;
  id: string;
  name: string;
  columns: readonly TableColumn<Item>[];
  template: string;
  rowIndex: number;
  top: number;
  height: number;
  isFocused: boolean;
  isTabStop: boolean;
  isCurrent: boolean;
  isSelected: boolean | undefined;
  onToggle: (event: unknown) => void;
  narrowLine: ReactNode;
}

/** One row: itself the tab stop; what is inside joins the tab order only while the row has the focus. */
export function TableRow<Item>(props: TableRowProps<Item>) {
  const { item, id, name, columns, template, top, height, isSelected } = props;
  return (
    <RowFocusProvider value={props.isFocused}>
      <tr
        className={`${styles["row"]} ${styles["body"]}`}
        style={{ gridTemplateColumns: template, transform: `translateY(${top}px)`, height }}
        data-row-id={id}
        tabIndex={props.isTabStop ? 0 : -1}
        aria-rowindex={props.rowIndex}
        aria-selected={isSelected}
        aria-current={props.isCurrent ? "true" : undefined}
      >
        {isSelected === undefined ? null : (
          <td className={styles["cell"]}>
            <Checkbox
              aria-label={`Select ${name}`}
              checked={isSelected}
              tabIndex={props.isFocused ? 0 : -1}
              onChange={(event) => props.onToggle(event)}
            />
          </td>
        )}
        {columns.map((column) => (
          <td key={column.id} className={styles["cell"]} data-align={column.align}>
            {inCell(column.cell(item))}
          </td>
        ))}
        {props.narrowLine === null ? null : <td className={styles["narrow"]}>{props.narrowLine}</td>}
      </tr>
    </RowFocusProvider>
  );
}

/** Text that is too long for its column ends with dots, and is whole on hover. */
function inCell(content: ReactNode): ReactNode {
  if (typeof content !== "string") return content;
  return (
    <span className={styles["text"]} title={content}>
      {content}
    </span>
  );
}
