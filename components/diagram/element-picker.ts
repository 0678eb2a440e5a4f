import type { Canvas, DiagramElement, ElementRegistry, EventBus } from "./diagram-services";
import { elementWords, isFlowNode } from "./element-words";

const BEFORE_ITS_OWN_SELECTION = 1500;
const PICKED = "picked";
const HIGHLIGHTED = "highlighted";

/**
 * Which element is selected. Every flow node is a button to assistive technology, named with its numbers; one of them at a
 * time is in the tab order, so that a diagram of 300 tasks is one stop and not 300. Fires `element.picked`, `element.pointed`.
 */
export class ElementPicker {
  static readonly $inject = ["canvas", "elementRegistry", "eventBus"];
  readonly #canvas: Canvas;
  readonly #elementRegistry: ElementRegistry;
  readonly #eventBus: EventBus;
  #nodes: readonly DiagramElement[] = [];
  #pickedId: string | null = null;
  #highlightedId: string | null = null;
  #tabStopId: string | null = null;

  constructor(canvas: Canvas, elementRegistry: ElementRegistry, eventBus: EventBus) {
    this.#canvas = canvas;
    this.#elementRegistry = elementRegistry;
    this.#eventBus = eventBus;
    eventBus.on("import.done", () => this.#prepare());
    eventBus.on("root.set", () => this.#makeFirstTabStop());
    eventBus.on<ElementEvent>("element.click", BEFORE_ITS_OWN_SELECTION, (event) => {
      event.stopPropagation();
      this.pick(this.#nodeOf(event.element)?.id ?? null);
    });
    eventBus.on<ElementEvent>("element.hover", ({ element }) => this.#point(this.#nodeOf(element)?.id ?? null));
    eventBus.on<ElementEvent>("element.out", () => this.#point(null));
  }

  /** What a person did. Picking the picked one again lets it go. */
  pick(elementId: string | null): void {
    this.#eventBus.fire("element.picked", { elementId: elementId === this.#pickedId ? null : elementId });
  }

  show(elementId: string | null): void {
    if (elementId === this.#pickedId) return;
    this.#setPressed(this.#pickedId, false);
    this.#pickedId = elementId;
    this.#setPressed(elementId, true);
    const element = elementId === null ? undefined : this.#elementRegistry.get(elementId);
    if (element !== undefined) this.#bringIntoView(element);
  }

  clear(): void {
    this.show(null);
    this.highlight(null);
  }

  get pickedId(): string | null {
    return this.#pickedId;
  }

  highlight(elementId: string | null): void {
    if (this.#highlightedId !== null) this.#canvas.removeMarker(this.#highlightedId, HIGHLIGHTED);
    const isKnown = elementId !== null && this.#elementRegistry.get(elementId) !== undefined;
    this.#highlightedId = isKnown ? elementId : null;
    if (this.#highlightedId !== null) this.#canvas.addMarker(this.#highlightedId, HIGHLIGHTED);
  }

  /** Numbers said after each element's name. */
  describe(details: ReadonlyMap<string, string>): void {
    for (const node of this.#nodes) {
      const detail = details.get(node.id);
      const words = elementWords(node.businessObject?.name, node.type);
      const label = detail === undefined ? words : `${words}: ${detail}`;
      const graphics = this.#elementRegistry.getGraphics(node.id);
      if (graphics !== undefined && graphics.getAttribute("aria-label") !== label) {
        graphics.setAttribute("aria-label", label);
      }
    }
  }

  focus(elementId: string): void {
    const element = this.#elementRegistry.get(elementId);
    const graphics = this.#elementRegistry.getGraphics(elementId);
    if (element === undefined || graphics === undefined) return;
    this.#makeTabStop(elementId);
    this.#bringIntoView(element);
    graphics.focus({ preventScroll: true });
  }

  /** Flow nodes of the plane in sight, from left to right and from top to bottom. */
  nodesInSight(): DiagramElement[] {
    const root = this.#canvas.getRootElement();
    const inSight = this.#nodes.filter((node) => this.#canvas.findRoot(node) === root);
    return inSight.sort((a, b) => a.x - b.x || a.y - b.y);
  }

  #prepare(): void {
    this.#nodes = this.#elementRegistry.getAll().filter((element) => isNode(element));
    for (const node of this.#nodes) {
      const graphics = this.#elementRegistry.getGraphics(node.id);
      if (graphics === undefined) continue;
      graphics.setAttribute("role", "button");
      graphics.setAttribute("tabindex", "-1");
      graphics.setAttribute("aria-pressed", "false");
      graphics.append(ring(node));
    }
    // bpmn-js makes its whole drawing a tab stop; ours is the element in it.
    this.#canvas.getContainer().querySelector("svg")?.setAttribute("tabindex", "-1");
    this.describe(new Map());
    this.#makeFirstTabStop();
  }

  #makeFirstTabStop(): void {
    const first = this.nodesInSight()[0];
    if (first !== undefined) this.#makeTabStop(first.id);
  }

  #makeTabStop(elementId: string): void {
    if (this.#tabStopId !== null) this.#elementRegistry.getGraphics(this.#tabStopId)?.setAttribute("tabindex", "-1");
    this.#elementRegistry.getGraphics(elementId)?.setAttribute("tabindex", "0");
    this.#tabStopId = elementId;
  }

  #setPressed(elementId: string | null, isPressed: boolean): void {
    if (elementId === null || this.#elementRegistry.get(elementId) === undefined) return;
    if (isPressed) {
      this.#canvas.addMarker(elementId, PICKED);
      this.#makeTabStop(elementId);
    } else this.#canvas.removeMarker(elementId, PICKED);
    this.#elementRegistry.getGraphics(elementId)?.setAttribute("aria-pressed", String(isPressed));
  }

  #point(elementId: string | null): void {
    this.#eventBus.fire("element.pointed", { elementId });
  }

  #nodeOf(element: DiagramElement): DiagramElement | null {
    const target = element.labelTarget ?? element;
    return isNode(target) ? target : null;
  }

  #bringIntoView(element: DiagramElement): void {
    const { x, y, width, height } = this.#canvas.viewbox();
    const isInSight =
      this.#canvas.findRoot(element) === this.#canvas.getRootElement() &&
      element.x >= x &&
      element.y >= y &&
      element.x + element.width <= x + width &&
      element.y + element.height <= y + height;
    if (!isInSight) this.#canvas.scrollToElement(element, 60);
  }
}

type ElementEvent = { element: DiagramElement; stopPropagation(): void };

function isNode(element: DiagramElement): boolean {
  return isFlowNode(element.type) && element.labelTarget == null && element.waypoints === undefined && "x" in element;
}

/** Drawn in advance and shown by CSS for focus and selection: outside the shape, so that no heat colour hides it. */
function ring({ width, height }: DiagramElement): SVGRectElement {
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  rect.setAttribute("class", "diagram-ring");
  for (const [name, value] of Object.entries({ x: -6, y: -6, width: width + 12, height: height + 12, rx: 12 })) {
    rect.setAttribute(name, String(value));
  }
  return rect;
}

export const ElementPickerModule = { __init__: ["elementPicker"], elementPicker: ["type", ElementPicker] };
