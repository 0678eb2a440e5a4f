import type { RowData } from "@tanstack/react-table";
import type { ReactNode } from "react";

export interface TableColumn<Item> {
  id: string;
  header: string;
  /** A CSS grid track: `minmax(120px, 2fr)`. */
  width: string;
  align?: "end";
  /** Shown only where the table is at least this many pixels wide. */
  fromWidth?: number;
  /** Gives a header that sorts what is loaded. */
  sortBy?: (item: Item) => string | number;
  cell: (item: Item) => ReactNode;
}

export interface TableSort {
  columnId: string;
  isDescending: boolean;
}

export interface TableSelection {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
}

export interface VirtualTableProps<Item extends RowData> {
  /** The table's name for assistive technology: "Cases". */
  label: string;
  columns: readonly TableColumn<Item>[];
  items: readonly Item[];
  idOf: (item: Item) => string;
  /** How a row is called: in its checkbox's label, and when it is announced. */
  nameOf: (item: Item) => string;
  onOpen?: ((item: Item) => void) | undefined;
  /** Gets keys that the table itself does not use while a row has the focus; true when it did something. */
  onKey?: ((key: string, item: Item) => boolean) | undefined;
  selection?: TableSelection | undefined;
  sort?: TableSort | null | undefined;
  onSort?: ((sort: TableSort | null) => void) | undefined;
  onEndReached?: (() => void) | undefined;
  /** Marks the row that something outside the table points at. */
  currentId?: string | null | undefined;
  /** Whether j and k reach this table from anywhere on the page. One table of a page. */
  isMain?: boolean | undefined;
  /** A second line under each row where the table is narrower than 560 px, for what the hidden columns held. */
  narrowLine?: ((item: Item) => ReactNode) | undefined;
  footer?: ReactNode;
}
