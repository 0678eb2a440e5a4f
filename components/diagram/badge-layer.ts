import type { DiagramElement, ElementRegistry, Overlays, Point } from "./diagram-services";

type Badge = { elementId: string; text: string; tone?: string };

export type BadgeLook = {
  type: string;
  /** Where the badge is pinned (by its middle, unless CSS says otherwise), counted from the element's left upper corner. */
  pin(element: DiagramElement): Point;
  /** Below this zoom the badges would cover the diagram. */
  minZoom?: number;
};

/** Events and gateways have their names below them. */
const NAMED_OUTSIDE_MAX = 60;

/** At the foot of an element, without covering a name that stands below it. */
export function footOf({ width, height }: DiagramElement): Point {
  return { x: width / 2, y: width < NAMED_OUTSIDE_MAX ? height - 8 : height };
}

/** Badges stay readable on a small diagram and do not shout on a large one. */
const BADGE_SCALE = { min: 0.7, max: 1.25 };

/**
 * One kind of badge over the elements of a diagram. Nodes are kept and only their text changes: for 300 badges that takes
 * 2 ms, where removing and adding overlays takes 100 ms. Text goes in as text, because names of elements may be hostile.
 */
export class BadgeLayer {
  readonly #overlays: Overlays;
  readonly #elementRegistry: ElementRegistry;
  readonly #look: BadgeLook;
  readonly #placed = new Map<string, { overlayId: string; node: HTMLElement }>();

  constructor(overlays: Overlays, elementRegistry: ElementRegistry, look: BadgeLook) {
    this.#overlays = overlays;
    this.#elementRegistry = elementRegistry;
    this.#look = look;
  }

  show(badges: readonly Badge[]): void {
    const shown = new Set<string>();
    for (const badge of badges) {
      const node = this.#placed.get(badge.elementId)?.node ?? this.#place(badge.elementId);
      if (node === null) continue;
      write(node, badge);
      shown.add(badge.elementId);
    }
    for (const [elementId, { node }] of this.#placed) if (!shown.has(elementId)) node.hidden = true;
  }

  clear(): void {
    for (const { overlayId } of this.#placed.values()) this.#overlays.remove(overlayId);
    this.#placed.clear();
  }

  #place(elementId: string): HTMLElement | null {
    const element = this.#elementRegistry.get(elementId);
    if (element === undefined) return null;
    const node = document.createElement("span");
    node.className = `diagram-badge diagram-badge-${this.#look.type}`;
    // The element's own label says the same numbers.
    node.setAttribute("aria-hidden", "true");
    const { x, y } = this.#look.pin(element);
    const { minZoom } = this.#look;
    const overlayId = this.#overlays.add(elementId, this.#look.type, {
      position: { left: x, top: y },
      html: node,
      scale: BADGE_SCALE,
      ...(minZoom === undefined ? {} : { show: { minZoom } }),
    });
    this.#placed.set(elementId, { overlayId, node });
    return node;
  }
}

/** Touches only what changed: an untouched node costs the browser nothing. */
function write(node: HTMLElement, { text, tone = "" }: Badge): void {
  if (node.textContent !== text) node.textContent = text;
  if (node.dataset["tone"] !== tone) node.dataset["tone"] = tone;
  if (node.hidden) node.hidden = false;
}
