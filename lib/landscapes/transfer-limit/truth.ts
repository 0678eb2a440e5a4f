import type { LandscapeTruth } from "../truth/compare-truth";

/** What is told of changes that are approved, rejected and temporary. The engine's own steps are on its diagram. */
export const LIMIT_TRUTH: LandscapeTruth["activities"] = [
  { type: "LimitChangeRequested", producer: "Frontend" },
  { type: "TransferlimitAdjustedEvent", producer: "Limits" },
  { type: "TransferlimitChangedBackEvent", producer: "Limits" },
  { type: "LimitChangeRejected", producer: "Limits" },
];
