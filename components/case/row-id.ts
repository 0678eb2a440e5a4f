import type { SyntheticEvent } from "react";

/** The row that something happened in, for one listener on all of them. */
export function rowIdOf({ target }: Pick<SyntheticEvent, "target">): string | null {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-row-id]") : null;
  return row?.dataset["rowId"] ?? null;
}
