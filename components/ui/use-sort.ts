"use client";

import { parseAsString, useQueryState } from "nuqs";
import type { TableSort } from "./table/table-column";

/** The order of a table in the URL: `?sort=-incidents`, a minus for descending. */
export function useSort(initial: string): [TableSort, (sort: TableSort | null) => void] {
  const [text, setText] = useQueryState("sort", parseAsString.withDefault(initial));
  const isDescending = text.startsWith("-");
  const setSort = (sort: TableSort | null) =>
    void setText(sort === null ? null : `${sort.isDescending ? "-" : ""}${sort.columnId}`);
  return [{ columnId: isDescending ? text.slice(1) : text, isDescending }, setSort];
}
