import { formatCompact } from "@/components/ui/format-number";
import { BadgeLayer, type BadgeLook } from "./badge-layer";
import type { DiagramElement, ElementRegistry, Overlays } from "./diagram-services";
import { flowMiddle } from "./flow-middle";

/** How often each sequence flow was taken, on the line itself. */
export class FlowCounts {
  static readonly $inject = ["overlays", "elementRegistry"];
  readonly #layer: BadgeLayer;

  constructor(overlays: Overlays, elementRegistry: ElementRegistry) {
    this.#layer = new BadgeLayer(overlays, elementRegistry, flowBadgeLook("flow"));
  }

  show(flows: readonly { flowId: string; count: number }[]): void {
    const taken = flows.filter(({ count }) => count > 0);
    this.#layer.show(taken.map(({ flowId, count }) => ({ elementId: flowId, text: formatCompact(count) })));
  }

  clear(): void {
    this.#layer.clear();
  }
}

export function flowBadgeLook(type: string): BadgeLook {
  return { type, pin: middleInBox, minZoom: 0.4 };
}

/** diagram-js counts an overlay's place from the left upper corner of the connection's bounding box. */
function middleInBox({ waypoints, labels = [] }: DiagramElement) {
  if (waypoints === undefined || waypoints.length === 0) return { x: 0, y: 0 };
  const middle = flowMiddle(waypoints, labels);
  const left = Math.min(...waypoints.map(({ x }) => x));
  const top = Math.min(...waypoints.map(({ y }) => y));
  return { x: middle.x - left, y: middle.y - top };
}

export const FlowCountsModule = { __init__: ["flowCounts"], flowCounts: ["type", FlowCounts] };
