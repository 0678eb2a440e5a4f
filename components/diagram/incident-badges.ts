import { formatCompact } from "@/components/ui/format-number";
import { BadgeLayer } from "./badge-layer";
import type { ElementRegistry, Overlays } from "./diagram-services";

/** How many incidents are open in an element: red with an exclamation mark, at its right upper corner. */
export class IncidentBadges {
  static readonly $inject = ["overlays", "elementRegistry"];
  readonly #layer: BadgeLayer;

  constructor(overlays: Overlays, elementRegistry: ElementRegistry) {
    this.#layer = new BadgeLayer(overlays, elementRegistry, {
      type: "incidents",
      // The left end, opposite to the tokens' right end.
      pin: ({ width }) => ({ x: Math.max(width - 20, width / 2 + 1), y: -3 }),
    });
  }

  show(elements: readonly { elementId: string; incidents: number }[]): void {
    const broken = elements.filter(({ incidents }) => incidents > 0);
    this.#layer.show(broken.map(({ elementId, incidents }) => ({ elementId, text: formatCompact(incidents) })));
  }

  clear(): void {
    this.#layer.clear();
  }
}

export const IncidentBadgesModule = { __init__: ["incidentBadges"], incidentBadges: ["type", IncidentBadges] };
