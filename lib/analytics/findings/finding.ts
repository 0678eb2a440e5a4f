import type { FindingKind } from "@/lib/domain/finding";

/** What only a joint view can see. */
export type Finding = {
  readonly kind: FindingKind;
  /** Tells two findings of one kind in one case apart; "" where a case has one at most. */
  readonly subject: string;
  /** What, in words, with the numbers that make it one. */
  readonly detail: string;
  /** Ids of the events that show it. Without evidence there is no finding. */
  readonly evidence: readonly string[];
};
