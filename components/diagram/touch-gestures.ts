import type { Canvas, EventBus, Point } from "./diagram-services";
import type { FittedViewport } from "./fitted-viewport";

/**
 * Fingers: one moves the picture sideways (up and down it scrolls the page, by CSS `touch-action`), two move and zoom it.
 * bpmn-js itself listens to the mouse only.
 */
class TouchGestures {
  static readonly $inject = ["canvas", "eventBus", "fittedViewport"];
  readonly #canvas: Canvas;
  readonly #viewport: FittedViewport;
  readonly #fingers = new Map<number, Point>();

  constructor(canvas: Canvas, eventBus: EventBus, viewport: FittedViewport) {
    this.#canvas = canvas;
    this.#viewport = viewport;
    const container = canvas.getContainer();
    const listening = new AbortController();
    const listen = (
      type: "pointerdown" | "pointermove" | "pointerup" | "pointercancel",
      act: (event: PointerEvent) => void,
    ) => container.addEventListener(type, (event) => event.pointerType === "touch" && act(event), listening);
    listen("pointerdown", (event) => this.#fingers.set(event.pointerId, pointOf(event)));
    listen("pointermove", (event) => this.#move(event));
    listen("pointerup", (event) => this.#fingers.delete(event.pointerId));
    listen("pointercancel", (event) => this.#fingers.delete(event.pointerId));
    eventBus.on("diagram.destroy", () => listening.abort());
  }

  #move(event: PointerEvent): void {
    const before = this.#fingers.get(event.pointerId);
    if (before === undefined) return;
    const now = pointOf(event);
    const other = [...this.#fingers].find(([pointerId]) => pointerId !== event.pointerId)?.[1];
    this.#fingers.set(event.pointerId, now);
    const share = other === undefined ? 1 : 0.5;
    this.#viewport.pan((now.x - before.x) * share, (now.y - before.y) * share);
    if (other !== undefined) this.#zoom(distance(now, other) / Math.max(1, distance(before, other)), now, other);
  }

  #zoom(factor: number, one: Point, other: Point): void {
    const { left, top } = this.#canvas.getContainer().getBoundingClientRect();
    const center = { x: (one.x + other.x) / 2 - left, y: (one.y + other.y) / 2 - top };
    this.#viewport.zoomTo(this.#canvas.zoom() * factor, center);
  }
}

function pointOf({ clientX, clientY }: PointerEvent): Point {
  return { x: clientX, y: clientY };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

export const TouchGesturesModule = {
  __init__: ["touchGestures"],
  touchGestures: ["type", TouchGestures],
};
