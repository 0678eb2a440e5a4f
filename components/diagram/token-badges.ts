import { formatCompact } from "@/components/ui/format-number";
import { BadgeLayer } from "./badge-layer";
import type { DiagramElement, ElementRegistry, Overlays } from "./diagram-services";

/** How many tokens stand in an element now: green, at its left upper corner. */
export class TokenBadges {
  static readonly $inject = ["overlays", "elementRegistry"];
  readonly #layer: BadgeLayer;

  constructor(overlays: Overlays, elementRegistry: ElementRegistry) {
    this.#layer = new BadgeLayer(overlays, elementRegistry, { type: "tokens", pin: rightEnd });
  }

  show(elements: readonly { elementId: string; active: number }[]): void {
    const waiting = elements.filter(({ active }) => active > 0);
    this.#layer.show(waiting.map(({ elementId, active }) => ({ elementId, text: formatCompact(active) })));
  }

  clear(): void {
    this.#layer.clear();
  }
}

/** The right end: however long the number, it never reaches the incidents at the other corner of a small event. */
function rightEnd({ width }: DiagramElement) {
  return { x: Math.min(20, width / 2 - 1), y: -3 };
}

export const TokenBadgesModule = { __init__: ["tokenBadges"], tokenBadges: ["type", TokenBadges] };
