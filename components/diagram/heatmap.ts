import { BadgeLayer } from "./badge-layer";
import type { Canvas, DiagramElement, ElementRegistry, Overlays } from "./diagram-services";
import { heatScale } from "./heat-scale";
import { heatValue } from "./heat-value";

type Heat = { unit: string; elements: readonly { elementId: string; value: number }[] };

/** Recolours shapes by a value and writes the value below each: recoloured shapes stay in an exported picture. */
export class Heatmap {
  static readonly $inject = ["canvas", "overlays", "elementRegistry"];
  readonly #canvas: Canvas;
  readonly #elementRegistry: ElementRegistry;
  readonly #values: BadgeLayer;
  readonly #steps = new Map<string, number>();

  constructor(canvas: Canvas, overlays: Overlays, elementRegistry: ElementRegistry) {
    this.#canvas = canvas;
    this.#elementRegistry = elementRegistry;
    this.#values = new BadgeLayer(overlays, elementRegistry, { type: "heat", pin: bottomMiddle, minZoom: 0.45 });
  }

  show({ unit, elements }: Heat): void {
    const scale = heatScale(elements.map(({ value }) => value));
    const coloured = new Set<string>();
    for (const { elementId, value } of elements) {
      const step = scale.stepOf(value);
      if (step === null || this.#elementRegistry.get(elementId) === undefined) continue;
      this.#paint(elementId, step);
      coloured.add(elementId);
    }
    for (const elementId of [...this.#steps.keys()]) if (!coloured.has(elementId)) this.#wipe(elementId);
    const valued = elements.filter(({ elementId }) => coloured.has(elementId));
    this.#values.show(valued.map(({ elementId, value }) => ({ elementId, text: heatValue(value, unit) })));
  }

  clear(): void {
    for (const elementId of [...this.#steps.keys()]) this.#wipe(elementId);
    this.#values.clear();
  }

  #paint(elementId: string, step: number): void {
    if (this.#steps.get(elementId) === step) return;
    this.#wipe(elementId);
    this.#canvas.addMarker(elementId, "heat");
    this.#canvas.addMarker(elementId, `heat-${step}`);
    this.#steps.set(elementId, step);
  }

  #wipe(elementId: string): void {
    const step = this.#steps.get(elementId);
    if (step === undefined) return;
    this.#canvas.removeMarker(elementId, "heat");
    this.#canvas.removeMarker(elementId, `heat-${step}`);
    this.#steps.delete(elementId);
  }
}

function bottomMiddle({ width, height }: DiagramElement) {
  return { x: width / 2, y: height };
}

export const HeatmapModule = { __init__: ["heatmap"], heatmap: ["type", Heatmap] };
