import type { Canvas, ElementRegistry } from "./diagram-services";

export type ElementMark = "lost" | "kept" | "changed";

/** What becomes of elements when something is planned: green, blue or red, and a dashed line besides the colour for what is lost. */
export class ElementMarks {
  static readonly $inject = ["canvas", "elementRegistry"];
  readonly #canvas: Canvas;
  readonly #elementRegistry: ElementRegistry;
  #shown: readonly (readonly [elementId: string, marker: string])[] = [];

  constructor(canvas: Canvas, elementRegistry: ElementRegistry) {
    this.#canvas = canvas;
    this.#elementRegistry = elementRegistry;
  }

  show(marks: ReadonlyMap<string, ElementMark>): void {
    this.clear();
    this.#shown = [...marks]
      .filter(([elementId]) => this.#elementRegistry.get(elementId) !== undefined)
      .map(([elementId, mark]) => [elementId, `mark-${mark}`] as const);
    for (const [elementId, marker] of this.#shown) this.#canvas.addMarker(elementId, marker);
  }

  clear(): void {
    for (const [elementId, marker] of this.#shown) this.#canvas.removeMarker(elementId, marker);
    this.#shown = [];
  }
}

export const ElementMarksModule = { __init__: ["elementMarks"], elementMarks: ["type", ElementMarks] };
