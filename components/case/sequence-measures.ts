/** What a row and a lane of the sequence measure; the head of a lane in the style sheet is as wide. */
export const ROW_PX = 48;
export const GAP_PX = 24;
export const LANE_PX = 184;
