/** What one presses to have something to look at. */
export type TourAct =
  /** Places one order with just these defects; the steps that follow lead to its case. */
  | { readonly kind: "order"; readonly label: string; readonly defects: readonly string[] }
  | { readonly kind: "defect"; readonly label: string; readonly name: string; readonly value: number | boolean };

export interface TourStep {
  readonly title: string;
  /** Paragraphs. */
  readonly text: readonly string[];
  readonly act?: TourAct;
  /** Where to look; `{order}` stands for the number of the order, trip or request that was placed last in this tour. */
  readonly look: { readonly label: string; readonly href: string };
}

/** What one sees, where the spaghetti is, what is broken, how it is mended, and that it is mended. */
export type Tour = readonly [TourStep, TourStep, TourStep, TourStep, TourStep];

const ORDER = "{order}";

/** Null while the order that the link is about has not been placed. */
export function toHref(href: string, orderId: string | null): string | null {
  if (!href.includes(ORDER)) return href;
  return orderId === null ? null : href.replaceAll(ORDER, encodeURIComponent(orderId));
}
