import type { ElementRegistry, Point } from "./diagram-services";

const FLIGHT_MS = 650;
const SVG = "http://www.w3.org/2000/svg";

/** Tokens on their way over sequence flows, once each. Nothing moves for those who asked for less motion. */
export class MovingTokens {
  static readonly $inject = ["elementRegistry"];
  readonly #elementRegistry: ElementRegistry;

  constructor(elementRegistry: ElementRegistry) {
    this.#elementRegistry = elementRegistry;
  }

  fly(flowIds: readonly string[]): void {
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const flowId of new Set(flowIds)) {
      const waypoints = this.#elementRegistry.get(flowId)?.waypoints ?? [];
      const graphics = this.#elementRegistry.getGraphics(flowId);
      if (graphics !== undefined && waypoints.length > 1) flyAlong(graphics, waypoints);
    }
  }
}

function flyAlong(graphics: SVGGElement, waypoints: readonly Point[]): void {
  const token = document.createElementNS(SVG, "circle");
  token.setAttribute("r", "7");
  token.classList.add("moving-token");
  graphics.append(token);
  const flight = token.animate(keyframes(waypoints), { duration: FLIGHT_MS, easing: "ease-in-out" });
  flight.onfinish = () => token.remove();
  flight.oncancel = () => token.remove();
}

/** At one speed all the way. */
function keyframes(waypoints: readonly Point[]): Keyframe[] {
  const lengths = waypoints.map((point, index) => {
    const before = waypoints[index - 1] ?? point;
    return Math.hypot(point.x - before.x, point.y - before.y);
  });
  const whole = lengths.reduce((sum, length) => sum + length, 0) || 1;
  let gone = 0;
  return waypoints.map(({ x, y }, index) => {
    gone += lengths[index] ?? 0;
    return { transform: `translate(${x}px, ${y}px)`, offset: Math.min(1, gone / whole) };
  });
}

export const MovingTokensModule = { __init__: ["movingTokens"], movingTokens: ["type", MovingTokens] };
