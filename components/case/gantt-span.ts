/** From when to when, in epoch milliseconds. */
export type Span = { readonly from: number; readonly to: number };

const SEPARATOR = "..";

/** `2026-01-05T14:03:22.120Z..2026-01-05T14:04:00.000Z`; null when it is no stretch of time. */
export function parseSpan(text: string): Span | null {
  const [from = Number.NaN, to = Number.NaN, ...more] = text.split(SEPARATOR).map((part) => Date.parse(part));
  return more.length === 0 && from < to ? { from, to } : null;
}

export function spanText({ from, to }: Span): string {
  return `${new Date(from).toISOString()}${SEPARATOR}${new Date(to).toISOString()}`;
}

/** Nothing is told apart in less than this. */
const SPAN_MS_MIN = 4;

/** Smaller or larger around its middle, within the whole; null once it is the whole. */
export function zoomSpan(span: Span, factor: number, whole: Span): Span | null {
  const middle = (span.from + span.to) / 2;
  const half = Math.max(SPAN_MS_MIN, (span.to - span.from) * factor) / 2;
  return within({ from: Math.round(middle - half), to: Math.round(middle + half) }, whole);
}

/** Moved by a share of what is shown. */
export function moveSpan(span: Span, share: number, whole: Span): Span | null {
  const by = Math.round((span.to - span.from) * share);
  return within({ from: span.from + by, to: span.to + by }, whole);
}

function within({ from, to }: Span, whole: Span): Span | null {
  const length = to - from;
  if (length >= whole.to - whole.from) return null;
  const start = Math.min(Math.max(from, whole.from), whole.to - length);
  return { from: start, to: start + length };
}

/** A stretch of time with some room around it. */
export function spanAround({ from, to }: Span, whole: Span): Span | null {
  const room = Math.max(SPAN_MS_MIN, (to - from) * 0.15);
  return within({ from: Math.floor(from - room), to: Math.ceil(to + room) }, whole);
}
