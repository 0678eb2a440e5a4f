import { formatCompact } from "@/components/ui/format-number";
import { BadgeLayer, footOf } from "./badge-layer";
import type { Canvas, ElementRegistry, Overlays } from "./diagram-services";
import type { FittedViewport } from "./fitted-viewport";
import { flowBadgeLook } from "./flow-counts";

export type PathState = "active" | "completed" | "terminated";
export type PathElement = {
  elementId: string;
  visits: number;
  state: PathState;
  /** Its number in the order in which a case reached the elements of several pools; absent where flows tell the order. */
  order?: number;
};
export type WayTaken = {
  elements: readonly PathElement[];
  flows: readonly { flowId: string; count: number }[];
};

const HAS_WAY = "has-way";

/** The way that one case took: elements and flows in colour, the rest faded, "here" where it stands. */
export class CasePath {
  static readonly $inject = ["canvas", "overlays", "elementRegistry", "fittedViewport"];
  readonly #canvas: Canvas;
  readonly #elementRegistry: ElementRegistry;
  readonly #viewport: FittedViewport;
  readonly #visits: BadgeLayer;
  readonly #repeats: BadgeLayer;
  #markers = new Map<string, string>();

  constructor(canvas: Canvas, overlays: Overlays, elementRegistry: ElementRegistry, viewport: FittedViewport) {
    this.#canvas = canvas;
    this.#elementRegistry = elementRegistry;
    this.#viewport = viewport;
    this.#visits = new BadgeLayer(overlays, elementRegistry, { type: "way", pin: footOf });
    this.#repeats = new BadgeLayer(overlays, elementRegistry, flowBadgeLook("way-flow"));
  }

  show({ elements, flows }: WayTaken): void {
    this.#mark(this.#markersOf({ elements, flows }));
    this.#canvas.getContainer().classList.add(HAS_WAY);
    this.#visits.show(
      elements.flatMap(({ elementId, state, ...element }) => {
        const words = wayWords({ ...element, state });
        return words === null ? [] : [{ elementId, text: words, tone: state }];
      }),
    );
    const repeated = flows.filter(({ count }) => count > 1);
    this.#repeats.show(repeated.map(({ flowId, count }) => ({ elementId: flowId, text: `${formatCompact(count)}×` })));
    this.#viewport.prefer(elements.find(({ state }) => state === "active")?.elementId ?? null);
  }

  clear(): void {
    this.#mark(new Map());
    this.#canvas.getContainer().classList.remove(HAS_WAY);
    this.#visits.clear();
    this.#repeats.clear();
  }

  /** External labels are elements of their own: they fade or stay with what they name. */
  #markersOf({ elements, flows }: WayTaken): Map<string, string> {
    const markers = new Map<string, string>();
    const add = (elementId: string, marker: string) => {
      const element = this.#elementRegistry.get(elementId);
      if (element === undefined) return;
      markers.set(elementId, marker);
      for (const label of element.labels ?? []) markers.set(label.id, "way-label");
    };
    for (const { elementId, state } of elements) add(elementId, `way-${state}`);
    for (const { flowId, count } of flows) if (count > 0) add(flowId, "way-flow");
    return markers;
  }

  #mark(markers: Map<string, string>): void {
    for (const [elementId, marker] of this.#markers) {
      if (markers.get(elementId) !== marker) this.#canvas.removeMarker(elementId, marker);
      if (!markers.has(elementId)) this.#canvas.removeMarker(elementId, "way");
    }
    for (const [elementId, marker] of markers) {
      if (this.#markers.get(elementId) === marker) continue;
      this.#canvas.addMarker(elementId, "way");
      this.#canvas.addMarker(elementId, marker);
    }
    this.#markers = markers;
  }
}

/** Words beside the colour; an element that was left once needs none. */
function wayWords({ visits, state, order }: Omit<PathElement, "elementId">): string | null {
  const number = order === undefined ? "" : `${order}.`;
  const times = visits > 1 ? `${formatCompact(visits)}×` : "";
  const stands = { active: "● here", terminated: "✕ canceled", completed: "" }[state];
  const words = [number, stands, times].filter((word) => word !== "").join(" ");
  return words === "" ? null : words;
}

export const CasePathModule = { __init__: ["casePath"], casePath: ["type", CasePath] };
