import { type Box, boxesOf, placeBox } from "./boxes";
import { BOX_HEAD, type LayoutGraph, type Point, type Positions } from "./layout-graph";

/** Half of the room that is left free for the tube, with its lanes. */
export const TUBE_HALF = 70;
const ROOM = 76;
const GAP = 44;
const ROW_GAP = 40;
/** So many boxes stand in one row above the tube and one below; more make more rows. */
const ROW_BOXES = 9;

/** The bus as architecture slides draw it: a tube from left to right, the producers above and below in the order of time. */
export function tubeLayout(graph: LayoutGraph): Positions {
  const boxes = boxesOf(graph, 4);
  const rowsPerSide = Math.max(1, Math.round(Math.sqrt(boxes.length / (2 * ROW_BOXES))));
  const rows = fill(boxes, rowsPerSide);
  const positions = new Map<string, Point>();
  for (const side of [-1, 1] as const) {
    let edge = TUBE_HALF + ROOM;
    for (const row of rows.filter((one) => one.side === side)) {
      let left = -row.width / 2;
      for (const box of row.boxes) {
        const y = side * (edge + box.height / 2) - (side > 0 ? BOX_HEAD : 0);
        placeBox(box, { x: left + box.width / 2, y }, positions);
        left += box.width + GAP;
      }
      edge += Math.max(0, ...row.boxes.map(({ height }) => height)) + ROW_GAP;
    }
  }
  return positions;
}

interface Row {
  side: -1 | 1;
  boxes: Box[];
  width: number;
}

/** Each box where there is most room yet, so that time goes from left to right in all rows alike. */
function fill(boxes: readonly Box[], rowsPerSide: number): Row[] {
  const rows = Array.from({ length: 2 * rowsPerSide }, (_, index): Row => {
    return { side: index % 2 === 0 ? -1 : 1, boxes: [], width: 0 };
  });
  for (const box of boxes) {
    const row = rows.reduce((least, one) => (one.width < least.width ? one : least));
    row.width += box.width + (row.boxes.length === 0 ? 0 : GAP);
    row.boxes.push(box);
  }
  return rows;
}
