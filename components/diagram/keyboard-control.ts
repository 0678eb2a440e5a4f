import type { Canvas, EventBus } from "./diagram-services";
import type { ElementPicker } from "./element-picker";
import type { FittedViewport } from "./fitted-viewport";
import { type Direction, neighbour } from "./neighbour";

const PAN_PX = 60;
const ZOOM_STEP = 1.25;

const DIRECTIONS: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
const PANS: Record<Direction, [dx: number, dy: number]> = {
  left: [PAN_PX, 0],
  right: [-PAN_PX, 0],
  up: [0, PAN_PX],
  down: [0, -PAN_PX],
};

/**
 * The diagram without a mouse: arrows go from element to element, with Shift they move the picture; Home and End go to the
 * first and the last element, Enter or Space selects, Esc lets go, + − 0 zoom. Tab leaves the diagram.
 */
class KeyboardControl {
  static readonly $inject = ["canvas", "eventBus", "elementPicker", "fittedViewport"];
  readonly #picker: ElementPicker;
  readonly #viewport: FittedViewport;

  constructor(canvas: Canvas, eventBus: EventBus, picker: ElementPicker, viewport: FittedViewport) {
    this.#picker = picker;
    this.#viewport = viewport;
    const container = canvas.getContainer();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof SVGElement)) return;
      if (!this.#handle(event, event.target)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    container.addEventListener("keydown", onKeyDown);
    eventBus.on("diagram.destroy", () => container.removeEventListener("keydown", onKeyDown));
  }

  #handle(event: KeyboardEvent, target: SVGElement): boolean {
    const focusedId = target.getAttribute("data-element-id");
    const direction = DIRECTIONS[event.key];
    if (direction !== undefined) return event.shiftKey ? this.#pan(direction) : this.#go(focusedId, direction);
    switch (event.key) {
      case "Home":
        return this.#focus(this.#picker.nodesInSight()[0]?.id);
      case "End":
        return this.#focus(this.#picker.nodesInSight().at(-1)?.id);
      case "Enter":
      case " ":
        return this.#pick(focusedId);
      case "Escape":
        return this.#letGo();
      default:
        return this.#zoom(event.key);
    }
  }

  #zoom(key: string): boolean {
    if (key === "+" || key === "=") this.#viewport.zoomBy(ZOOM_STEP);
    else if (key === "-") this.#viewport.zoomBy(1 / ZOOM_STEP);
    else if (key === "0") this.#viewport.fit();
    else return false;
    return true;
  }

  #pan(direction: Direction): boolean {
    this.#viewport.pan(...PANS[direction]);
    return true;
  }

  #go(focusedId: string | null, direction: Direction): boolean {
    const nodes = this.#picker.nodesInSight();
    const from = focusedId ?? this.#picker.pickedId;
    const next = from === null ? nodes[0]?.id : neighbour(nodes, from, direction);
    if (next !== null && next !== undefined) this.#focus(next);
    return true;
  }

  #focus(elementId: string | undefined): boolean {
    if (elementId !== undefined) this.#picker.focus(elementId);
    return true;
  }

  #pick(focusedId: string | null): boolean {
    if (focusedId === null) return false;
    this.#picker.pick(focusedId);
    return true;
  }

  /** Only takes the key when there is something to let go: else Esc closes what surrounds the diagram. */
  #letGo(): boolean {
    if (this.#picker.pickedId === null) return false;
    this.#picker.pick(null);
    return true;
  }
}

export const KeyboardControlModule = {
  __init__: ["keyboardControl"],
  keyboardControl: ["type", KeyboardControl],
};
