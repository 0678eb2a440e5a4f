import { formatCompact } from "@/components/ui/format-number";
import { BadgeLayer } from "./badge-layer";
import type { ElementRegistry, Overlays } from "./diagram-services";

/** How many tokens stand in an element now: green, at its left upper corner. */
export class TokenBadges {
  static readonly $inject = ["overlays", "elementRegistry"];
  readonly #layer: BadgeLayer;

  constructor(overlays: Overlays, elementRegistry: ElementRegistry) {
    this.#layer = new BadgeLayer(overlays, elementRegistry, { type: "tokens", middle: () => ({ x: 2, y: 0 }) });
  }

  show(elements: readonly { elementId: string; active: number }[]): void {
    const waiting = elements.filter(({ active }) => active > 0);
    this.#layer.show(waiting.map(({ elementId, active }) => ({ elementId, text: formatCompact(active) })));
  }

  clear(): void {
    this.#layer.clear();
  }
}

export const TokenBadgesModule = { __init__: ["tokenBadges"], tokenBadges: ["type", TokenBadges] };
