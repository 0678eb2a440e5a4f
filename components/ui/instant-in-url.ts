/** While the thumb is dragged the browser's history must not fill up. */
export const MOVING = { history: "replace" } as const;

/** Milliseconds of what the URL says; null: it says none, or what is no instant. */
export function toInstant(text: string | null): number | null {
  const instant = Date.parse(text ?? "");
  return Number.isFinite(instant) ? instant : null;
}

export function toInstantText(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
