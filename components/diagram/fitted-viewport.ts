import type { Canvas, EventBus } from "./diagram-services";

/** Room around the diagram for the badges that stick out. */
const PADDING = 28;
/** A process of three elements does not get letters of two centimetres. */
const LARGEST_FIT = 1.15;
const LARGEST_ZOOM = 4;
const SMALLEST_ZOOM = 0.05;

/**
 * Shows the whole diagram, and again whenever its container changes size, until a person has moved or zoomed: from then on
 * their view is theirs until they ask for the whole again.
 */
export class FittedViewport {
  static readonly $inject = ["canvas", "eventBus"];
  readonly #canvas: Canvas;
  #isOurs = true;
  #isMovingItself = false;

  constructor(canvas: Canvas, eventBus: EventBus) {
    this.#canvas = canvas;
    const observer = new ResizeObserver(() => this.#resized());
    eventBus.on("import.done", () => {
      this.fit();
      observer.observe(canvas.getContainer());
    });
    eventBus.on("root.set", () => this.fit());
    eventBus.on("canvas.viewbox.changed", () => {
      if (!this.#isMovingItself) this.#isOurs = false;
    });
    eventBus.on("diagram.destroy", () => observer.disconnect());
  }

  fit(): void {
    const { inner, outer } = this.#canvas.viewbox();
    if (outer.width === 0 || outer.height === 0 || inner.width === 0) return;
    const padding = Math.min(PADDING, outer.width / 10, outer.height / 10);
    const fitting = Math.min((outer.width - 2 * padding) / inner.width, (outer.height - 2 * padding) / inner.height);
    const scale = Math.min(LARGEST_FIT, fitting);
    const width = outer.width / scale;
    const height = outer.height / scale;
    const x = inner.x + inner.width / 2 - width / 2;
    const y = inner.y + inner.height / 2 - height / 2;
    this.#moveItself(() => this.#canvas.viewbox({ x, y, width, height }));
    this.#isOurs = true;
  }

  zoomBy(factor: number): void {
    const { outer } = this.#canvas.viewbox();
    const scale = Math.min(LARGEST_ZOOM, Math.max(SMALLEST_ZOOM, this.#canvas.zoom() * factor));
    this.#canvas.zoom(scale, { x: outer.width / 2, y: outer.height / 2 });
  }

  pan(dx: number, dy: number): void {
    this.#canvas.scroll({ dx, dy });
  }

  #resized(): void {
    this.#moveItself(() => this.#canvas.resized());
    if (this.#isOurs) this.fit();
  }

  #moveItself(move: () => void): void {
    this.#isMovingItself = true;
    move();
    this.#isMovingItself = false;
  }
}

export const FittedViewportModule = { __init__: ["fittedViewport"], fittedViewport: ["type", FittedViewport] };
