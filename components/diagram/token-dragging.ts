import type { Canvas, DiagramElement, ElementRegistry, Overlays, Point } from "./diagram-services";
import { isFlowNode } from "./element-words";

/** Tokens of one element, which move together; `atId` is where they are to stand. */
export type DraggableToken = { readonly fromId: string; readonly atId: string; readonly count: number };
export type TokenDrops = {
  canDrop(fromId: string, toId: string): boolean;
  onDrop(fromId: string, toId: string): void;
};

const SIZE = 26;
const OVER = "token-over";

/** Tokens that are taken with the pointer from one element to another. Whoever has none uses the list beside the diagram. */
export class TokenDragging {
  static readonly $inject = ["canvas", "overlays", "elementRegistry"];
  readonly #canvas: Canvas;
  readonly #overlays: Overlays;
  readonly #elementRegistry: ElementRegistry;
  #overlayIds: readonly string[] = [];

  constructor(canvas: Canvas, overlays: Overlays, elementRegistry: ElementRegistry) {
    this.#canvas = canvas;
    this.#overlays = overlays;
    this.#elementRegistry = elementRegistry;
  }

  show(tokens: readonly DraggableToken[], drops: TokenDrops): void {
    this.clear();
    const standing = new Map<string, number>();
    this.#overlayIds = tokens.flatMap((token) => {
      const element = this.#elementRegistry.get(token.atId);
      if (element === undefined) return [];
      const before = standing.get(token.atId) ?? 0;
      standing.set(token.atId, before + 1);
      const position = { top: -SIZE / 2, left: element.width / 2 - SIZE / 2 + before * SIZE };
      return [this.#overlays.add(token.atId, "token-to-drag", { position, html: this.#node(token, drops) })];
    });
  }

  clear(): void {
    for (const overlayId of this.#overlayIds) this.#overlays.remove(overlayId);
    this.#overlayIds = [];
  }

  #node(token: DraggableToken, drops: TokenDrops): HTMLElement {
    const node = document.createElement("span");
    node.className = "diagram-token";
    node.dataset["moved"] = String(token.atId !== token.fromId);
    node.textContent = String(token.count);
    node.setAttribute("aria-hidden", "true");
    node.addEventListener("pointerdown", (event) => this.#take(node, event, { token, drops }));
    return node;
  }

  #take(node: HTMLElement, event: PointerEvent, { token, drops }: { token: DraggableToken; drops: TokenDrops }): void {
    // Neither the picture nor the page moves along.
    event.preventDefault();
    event.stopPropagation();
    node.setPointerCapture(event.pointerId);
    const ghost = this.#ghostOf(node);
    const taking = new AbortController();
    let overId: string | null = null;
    const follow = (now: PointerEvent) => {
      this.#place(ghost, { x: now.clientX, y: now.clientY });
      const found = this.#nodeAt({ x: now.clientX, y: now.clientY });
      overId = this.#markOver(overId, found !== null && drops.canDrop(token.fromId, found) ? found : null);
    };
    const letGo = () => {
      taking.abort();
      ghost.remove();
      this.#markOver(overId, null);
    };
    follow(event);
    node.addEventListener("pointermove", follow, taking);
    node.addEventListener("pointercancel", letGo, taking);
    const drop = () => {
      const droppedOn = overId;
      letGo();
      if (droppedOn !== null) drops.onDrop(token.fromId, droppedOn);
    };
    node.addEventListener("pointerup", drop, taking);
  }

  #ghostOf(node: HTMLElement): HTMLElement {
    const ghost = node.cloneNode(true) as HTMLElement;
    ghost.classList.add("diagram-token-ghost");
    this.#canvas.getContainer().append(ghost);
    return ghost;
  }

  #place(ghost: HTMLElement, { x, y }: Point): void {
    const { left, top } = this.#canvas.getContainer().getBoundingClientRect();
    ghost.style.left = `${x - left - SIZE / 2}px`;
    ghost.style.top = `${y - top - SIZE / 2}px`;
  }

  /** What is topmost there and can hold a token. */
  #nodeAt({ x, y }: Point): string | null {
    for (const hit of document.elementsFromPoint(x, y)) {
      const id = hit.closest("[data-element-id]")?.getAttribute("data-element-id") ?? "";
      const found = this.#elementRegistry.get(id);
      const element: DiagramElement | undefined = found?.labelTarget ?? found;
      if (element !== undefined && isFlowNode(element.type)) return element.id;
    }
    return null;
  }

  #markOver(before: string | null, now: string | null): string | null {
    if (before === now) return now;
    if (before !== null) this.#canvas.removeMarker(before, OVER);
    if (now !== null) this.#canvas.addMarker(now, OVER);
    return now;
  }
}

export const TokenDraggingModule = { __init__: ["tokenDragging"], tokenDragging: ["type", TokenDragging] };
