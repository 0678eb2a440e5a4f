import type { EventOrder } from "./event";

/** Canonical order: arrival order never matters, ties are broken by where the event stands in its source. */
export function compareEventOrder(a: EventOrder, b: EventOrder): number {
  return (
    a.occurredAt - b.occurredAt ||
    compareText(a.source, b.source) ||
    compareText(a.stream, b.stream) ||
    a.position - b.position ||
    a.part - b.part
  );
}

/** By UTF-16 code unit, like `<`: locale-aware comparison would order differently on another machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
