/** What only a joint view over topics and engines can see; docs/findings.md says of each what it is and what it is not. */
export const FINDING_KINDS = [
  "ghost",
  "missing-events",
  "engine-behind",
  "duplicate",
  "double-instance",
  "after-end",
  "stream-gap",
  "clock",
  "payload-shape",
  "not-compensated",
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];
