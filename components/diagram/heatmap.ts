import { BadgeLayer, footOf } from "./badge-layer";
import type { Canvas, ElementRegistry, Overlays } from "./diagram-services";
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
    this.#values = new BadgeLayer(overlays, elementRegistry, { type: "heat", pin: footOf, minZoom: 0.45 });
  }

  show({ unit, elements }: Heat): void {
    const scale = heatScale(elements.map(({ value }) => value));
    const coloured = new Set<string>();
    const valued: { elementId: string; text: string }[] = [];
    for (const { elementId, value } of elements) {
      const step = scale.stepOf(value);
      const element = this.#elementRegistry.get(elementId);
      if (step === null || element === undefined) continue;
      valued.push({ elementId, text: heatValue(value, unit) });
      // The colour of an open subprocess would lie behind the colours of what is in it.
      if ((element.children?.length ?? 0) > 0) continue;
      this.#paint(elementId, step);
      coloured.add(elementId);
    }
    for (const elementId of [...this.#steps.keys()]) if (!coloured.has(elementId)) this.#wipe(elementId);
    this.#values.show(valued);
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

export const HeatmapModule = { __init__: ["heatmap"], heatmap: ["type", Heatmap] };
