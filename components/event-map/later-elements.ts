import type { Core, ElementDefinition } from "cytoscape";

const ADDED_AT_ONCE = 600;

/** What comes to a large map after its first picture, so many with each frame. */
export class LaterElements {
  readonly #cy: Core;
  #left: ElementDefinition[] = [];
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(cy: Core) {
    this.#cy = cy;
  }

  put(elements: readonly ElementDefinition[]): void {
    this.#left = [...this.#left, ...elements];
  }

  /** Nothing happens where nothing is left. */
  begin(onDone: () => void): void {
    if (this.#left.length === 0) return;
    // After the frame, not within it: it would be painted only when these are added.
    this.#frame = requestAnimationFrame(() => {
      this.#timer = setTimeout(() => this.#add(onDone));
    });
  }

  /** Whether some was left. */
  drop(): boolean {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    const wasLeft = this.#left.length > 0;
    this.#left = [];
    return wasLeft;
  }

  #add(onDone: () => void): void {
    const added = this.#left.splice(0, ADDED_AT_ONCE);
    this.#cy.batch(() => this.#cy.add(added));
    if (this.#left.length > 0) this.begin(onDone);
    else onDone();
  }
}
