import type { ElementDefinition } from "cytoscape";
import type { EventMapEdge } from "@/lib/api/contract/event-map";
import { bowBetween, curveBetween, wayBetween } from "./edge-curve";
import { framesOf, middleOf, sizeOf } from "./group-frames";
import type { Point, Positions } from "./layout/layout-graph";
import { edgeLabel, groupLabel, type Lens, nodeLabel } from "./map-words";
import { edgeId, groupId, type MapPart } from "./shown-map";

/** Cytoscape takes any text as an id; prefixes keep ours apart. */
export const nodeKey = (id: string): string => `n:${id}`;
export const groupKey = (group: string): string => `g:${group}`;
export const edgeKey = (id: string): string => `e:${id}`;

const WIDTH_MIN = 1.3;
const WIDTH_MORE = 4.7;

/**
 * Groups, activities and edges for the canvas. Widths grow with the logarithm of the count. A group is a node behind its
 * activities and not their parent: with parents on it, the canvas takes four times as long for a large map.
 */
export function toElements({ nodes, edges }: MapPart, positions: Positions, lens: Lens): ElementDefinition[] {
  const groups = new Map(nodes.map((node) => [groupId(node), node]));
  const frames = framesOf(nodes, positions);
  const groupOf = new Map(nodes.map((node) => [node.id, groupId(node)]));
  const most = Math.log1p(Math.max(1, ...edges.map(({ count }) => count)));
  return [
    ...[...groups].map(([id, { id: first, kind, producer }]) => ({
      group: "nodes" as const,
      data: { id: groupKey(id), label: groupLabel(kind, producer), ...sizeOf(frames.get(id)) },
      position: middleOf(frames.get(id)),
      classes: [
        "group",
        kind === "element" ? "engine" : "service",
        lens === "tube" && (positions.get(first)?.y ?? 0) > 0 ? "below" : "above",
      ].join(" "),
    })),
    ...nodes.map((node) => ({
      group: "nodes" as const,
      data: { id: nodeKey(node.id), label: nodeLabel(node), ours: node.id },
      classes: `activity ${node.kind}`,
      position: { ...(positions.get(node.id) ?? ORIGIN) },
    })),
    // In the tube nobody sees them; what is not there costs nothing.
    ...(lens === "tube" ? [] : edges).map((edge) => {
      const isWithin = groupOf.get(edge.from) === groupOf.get(edge.to);
      const shape = shapeOf(lens, [positions.get(edge.from), positions.get(edge.to)]);
      return {
        group: "edges" as const,
        data: {
          id: edgeKey(edgeId(edge)),
          source: nodeKey(edge.from),
          target: nodeKey(edge.to),
          ours: edgeId(edge),
          label: edgeLabel(edge, isWithin),
          ...stroke(edge.kind, WIDTH_MIN + (WIDTH_MORE * Math.log1p(edge.count)) / most),
          ...(shape ?? {}),
        },
        classes: [
          edge.kind,
          isWithin ? "within" : "between",
          ...(edge.from === edge.to ? ["loop"] : []),
          ...(shape === null ? [] : [shape.way]),
        ].join(" "),
      };
    }),
  ];
}

/** Dashes and dots grow with the line, or a thick one would look solid. */
function stroke(kind: EventMapEdge["kind"], width: number): { width: number; dash: number[] } {
  if (kind === "message") return { width, dash: [0.5, 2.5 + width * 1.7] };
  return { width, dash: kind === "choreographed" ? [7 + width * 1.3, 4 + width * 0.9] : [1, 0] };
}

const ORIGIN = { x: 0, y: 0 };

function shapeOf(lens: Lens, [from, to]: readonly [Point | undefined, Point | undefined]) {
  if (from === undefined || to === undefined || from === to) return null;
  if (lens === "process") return { ...curveBetween(from, to), way: `curved ${wayBetween(from, to)}` };
  return { weights: [0.5], distances: [bowBetween(from, to)], way: "bowed" };
}
