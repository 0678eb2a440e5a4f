import type { DiagramElement, ElementRegistry, Overlays, Point } from "./diagram-services";

export type Badge = { elementId: string; text: string };

export type BadgeLook = {
  type: string;
  /** Where the middle of the badge sits, counted from the element's left upper corner. */
  middle(element: DiagramElement): Point;
  /** Below this zoom the badges would cover the diagram. */
  minZoom?: number;
};

/** Badges stay readable on a small diagram and do not shout on a large one. */
const BADGE_SCALE = { min: 0.8, max: 1.25 };

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
    for (const { elementId, text } of badges) {
      const node = this.#placed.get(elementId)?.node ?? this.#place(elementId);
      if (node === null) continue;
      if (node.textContent !== text) node.textContent = text;
      if (node.hidden) node.hidden = false;
      shown.add(elementId);
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
    const { x, y } = this.#look.middle(element);
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
