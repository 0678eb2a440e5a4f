import type { Canvas, DiagramElement, ElementRegistry, EventBus, Viewbox } from "./diagram-services";

/** Room around the diagram for the badges that stick out. */
const PADDING = 28;
/** A process of three elements does not get letters of two centimetres. */
const LARGEST_FIT = 1.15;
/** Below this, names cannot be read: a long process in a narrow window begins at its start, or where the case stands. */
const SMALLEST_READABLE = 0.65;
const LARGEST_ZOOM = 4;
const SMALLEST_ZOOM = 0.05;

/**
 * Keeps the picture fitted to its container until a person moves or zooms it: from then on the view is theirs, until they
 * ask for the whole again. The wheel alone scrolls the page, never the diagram that happens to lie under the pointer.
 */
export class FittedViewport {
  static readonly $inject = ["canvas", "elementRegistry", "eventBus"];
  readonly #canvas: Canvas;
  readonly #elementRegistry: ElementRegistry;
  #isOurs = true;
  #isMovingItself = false;
  #interest: DiagramElement | null = null;

  constructor(canvas: Canvas, elementRegistry: ElementRegistry, eventBus: EventBus) {
    this.#canvas = canvas;
    this.#elementRegistry = elementRegistry;
    const observer = new ResizeObserver(() => this.#resized());
    eventBus.on("import.done", () => {
      this.#showReadable();
      observer.observe(canvas.getContainer());
    });
    eventBus.on("root.set", () => this.#showReadable());
    eventBus.on("canvas.viewbox.changed", () => {
      if (!this.#isMovingItself) this.#isOurs = false;
    });
    eventBus.on("diagram.destroy", () => observer.disconnect());
    canvas.getContainer().addEventListener("wheel", leaveToPage, { capture: true });
  }

  /** Where to look when the whole does not fit readably; a view that a person chose is not moved. */
  prefer(elementId: string | null): void {
    const interest = elementId === null ? null : (this.#elementRegistry.get(elementId) ?? null);
    if (interest === this.#interest) return;
    this.#interest = interest;
    if (this.#isOurs) this.#showReadable();
  }

  /** The whole diagram, however small. */
  fit(): void {
    this.#show(fittingScale(this.#canvas.viewbox()));
  }

  zoomBy(factor: number): void {
    const { outer } = this.#canvas.viewbox();
    this.zoomTo(this.#canvas.zoom() * factor, { x: outer.width / 2, y: outer.height / 2 });
  }

  zoomTo(scale: number, center: { x: number; y: number }): void {
    this.#canvas.zoom(Math.min(LARGEST_ZOOM, Math.max(SMALLEST_ZOOM, scale)), center);
  }

  pan(dx: number, dy: number): void {
    this.#canvas.scroll({ dx, dy });
  }

  #showReadable(): void {
    this.#show(Math.max(SMALLEST_READABLE, fittingScale(this.#canvas.viewbox())));
  }

  #show(scale: number): void {
    const { inner, outer } = this.#canvas.viewbox();
    if (outer.width === 0 || outer.height === 0 || inner.width === 0) return;
    const width = outer.width / scale;
    const height = outer.height / scale;
    const interest = this.#interest;
    const x = start({
      from: inner.x,
      length: inner.width,
      room: width,
      at: interest && interest.x + interest.width / 2,
    });
    const y = start({
      from: inner.y,
      length: inner.height,
      room: height,
      at: interest && interest.y + interest.height / 2,
    });
    this.#moveItself(() => this.#canvas.viewbox({ x, y, width, height }));
    this.#isOurs = true;
  }

  #resized(): void {
    this.#moveItself(() => this.#canvas.resized());
    if (this.#isOurs) this.#showReadable();
  }

  #moveItself(move: () => void): void {
    this.#isMovingItself = true;
    move();
    this.#isMovingItself = false;
  }
}

function fittingScale({ inner, outer }: Viewbox): number {
  const padding = Math.min(PADDING, outer.width / 10, outer.height / 10);
  const scale = Math.min((outer.width - 2 * padding) / inner.width, (outer.height - 2 * padding) / inner.height);
  return Math.min(LARGEST_FIT, scale);
}

type Span = { from: number; length: number; room: number; at: number | null };

/** In the middle when there is room; else around the place of interest, or at the beginning. */
function start({ from, length, room, at }: Span): number {
  if (length + 2 * PADDING <= room) return from + length / 2 - room / 2;
  const wanted = at === null ? from - PADDING : at - room / 2;
  return Math.min(Math.max(wanted, from - PADDING), from + length + PADDING - room);
}

/** Only with Ctrl (which a pinch on a touchpad sends, too) does the wheel reach bpmn-js' zoom. */
function leaveToPage(event: WheelEvent): void {
  if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
}

export const FittedViewportModule = { __init__: ["fittedViewport"], fittedViewport: ["type", FittedViewport] };
