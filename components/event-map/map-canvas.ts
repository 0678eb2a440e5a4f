import cytoscape, { type CollectionReturnValue, type Core, type ElementDefinition, type EventObject } from "cytoscape";
import { readColours } from "./canvas-colours";
import { edgeKey, groupKey, nodeKey, toElements } from "./canvas-elements";
import { canvasStyle } from "./canvas-style";
import { between, eased, FIT_PADDING, FIT_ZOOM_MAX, viewOf } from "./canvas-view";
import { framesOf, middleOf, sizeOf } from "./group-frames";
import { LaterElements } from "./later-elements";
import type { Positions } from "./layout/layout-graph";
import { LARGE_EDGES, type Lens } from "./map-words";
import { chainsThrough, type MapPart } from "./shown-map";
import { tubeElements } from "./tube-elements";

export type Picked = { readonly node: string } | { readonly edge: string } | null;
export interface CanvasEvents {
  onPick: (picked: Picked) => void;
  onFocus: (node: string) => void;
}

/** Above so many, activities jump to their new places instead of moving there. */
const MOVING_MAX = 700;
const MOVE_MS = 650;
const PULSE_MS = 900;
/** Whoever passes over activities, or pans with one under the pointer, does not ask for their chains. */
const REST_MS = 110;

export interface Shown {
  part: MapPart;
  positions: Positions;
  lens: Lens;
  /** Whether the picture should be brought into view: not when only numbers changed. */
  isNew: boolean;
}

/**
 * The map on a canvas: cytoscape with the picture's rules. `show` replaces what is drawn, moving what stays. Nothing is ever
 * taken for markup: names are drawn as text.
 */
export class MapCanvas {
  readonly #frame: HTMLElement;
  readonly #cy: Core;
  readonly #events: CanvasEvents;
  #part: MapPart = { nodes: [], edges: [] };
  #positions: Positions = new Map();
  #isLarge = false;
  #lens: Lens | null = null;
  #move = 0;
  readonly #later: LaterElements;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isHeld = false;
  #lit: string | null = null;
  /** Whether the whole picture is in view because nobody has moved it since. */
  #isWhole = true;
  #chosen: Picked = null;
  #found: ReadonlySet<string> = new Set();

  constructor(frame: HTMLElement, events: CanvasEvents) {
    this.#frame = frame;
    this.#events = events;
    claimStylesheet();
    // Two activities that touch leave no room for an arrow: that is no news for the console of a browser.
    cytoscape.warnings(false);
    this.#cy = cytoscape({
      container: frame,
      autoungrabify: true,
      boxSelectionEnabled: false,
      autounselectify: true,
      minZoom: 0.02,
      maxZoom: 3,
      hideLabelsOnViewport: false,
      textureOnViewport: true,
      pixelRatio: Math.min(2, window.devicePixelRatio),
    });
    this.#later = new LaterElements(this.#cy);
    this.#listen();
  }

  show({ part, positions, lens, isNew }: Shown): void {
    const isLarge = part.edges.length > LARGE_EDGES;
    if (isLarge !== this.#isLarge || this.#lens === null) this.#restyle(isLarge);
    const hadTube = this.#lens === "tube";
    const wasEmpty = this.#part.nodes.length === 0;
    this.#part = part;
    this.#positions = positions;
    this.#lens = lens;
    cancelAnimationFrame(this.#move);
    const isPartial = this.#later.drop();
    const isStill = wasEmpty || !isNew || part.nodes.length > MOVING_MAX || isLarge || prefersStillness();
    const elements = toElements(part, positions, lens);
    this.#cy.batch(() => {
      if (lens !== "tube" || isNew || !hadTube || isPartial) this.#cy.elements(".tube").remove();
      this.#replace(isLarge && wasEmpty ? this.#firstOf(elements) : elements, isStill);
    });
    if (isStill) this.#arrive(positions, isNew);
    else this.#moveTo(positions);
    this.#mark();
  }

  choose(picked: Picked): void {
    this.#chosen = picked;
    this.#mark();
    const element = this.#cy.getElementById(chosenKey(picked));
    if (element.empty()) return;
    const view = this.#cy.extent();
    const box = element.boundingBox();
    const isSeen = box.x1 >= view.x1 && box.x2 <= view.x2 && box.y1 >= view.y1 && box.y2 <= view.y2;
    if (!isSeen && element.isNode()) this.#cy.center(element);
  }

  find(ids: ReadonlySet<string>): void {
    this.#found = ids;
    this.#mark();
  }

  /** Edges that more went over glow for a moment. */
  pulse(ids: readonly string[]): void {
    if (prefersStillness() || this.#isLarge) return;
    const risen = this.#cy.collection();
    for (const id of ids.slice(0, 200)) risen.merge(this.#cy.getElementById(edgeKey(id)));
    risen.addClass("risen");
    setTimeout(() => this.#cy.destroyed() || risen.removeClass("risen"), PULSE_MS);
  }

  restyle(): void {
    this.#restyle(this.#isLarge);
  }

  resize(): void {
    this.#cy.resize();
    if (this.#isWhole) this.fit();
  }

  fit(): void {
    this.#cy.resize();
    this.#isWhole = true;
    // To fit exactly, the canvas would work out the box of each of thousands of lines.
    if (this.#isLarge) {
      this.#cy.viewport(viewOf(this.#positions, this.#frame, this.#lens));
      return;
    }
    this.#cy.fit(undefined, FIT_PADDING);
    if (this.#cy.zoom() <= FIT_ZOOM_MAX) return;
    this.#cy.zoom(FIT_ZOOM_MAX);
    this.#cy.center();
  }

  zoomBy(factor: number): void {
    this.#isWhole = false;
    const { clientWidth, clientHeight } = this.#frame;
    this.#cy.zoom({ level: this.#cy.zoom() * factor, renderedPosition: { x: clientWidth / 2, y: clientHeight / 2 } });
  }

  /** For saving the picture. */
  toPng(): string {
    const { surface } = readColours(this.#frame);
    return this.#cy.png({ full: true, scale: 2, maxWidth: 8_000, maxHeight: 8_000, bg: surface });
  }

  close(): void {
    cancelAnimationFrame(this.#move);
    this.#later.drop();
    clearTimeout(this.#rest);
    this.#cy.destroy();
  }

  #restyle(isLarge: boolean): void {
    this.#isLarge = isLarge;
    this.#cy
      .style()
      .fromJson(canvasStyle(readColours(this.#frame), isLarge) as object[] as never)
      .update();
  }

  /** What is there already keeps its place for now, and its class; what is gone is taken away. */
  #replace(elements: readonly ElementDefinition[], isStill: boolean): void {
    const wanted = new Set(elements.map(({ data }) => data.id));
    this.#cy
      .elements()
      .not(".tube")
      .filter((element) => !wanted.has(element.id()))
      .remove();
    const made: ElementDefinition[] = [];
    for (const element of elements) {
      const known = this.#cy.getElementById(element.data.id ?? "");
      if (known.empty()) {
        made.push(element);
        continue;
      }
      // A frame that moves grows on its way.
      const size = isStill || !known.hasClass("group") ? {} : sizeShown(known);
      known.data({ ...element.data, ...size });
      known.classes(String(element.classes));
      if (isStill && element.position !== undefined) known.position(element.position);
    }
    this.#cy.add(made);
  }

  /** Of a large map that nothing is drawn of yet: its activities, while its edges follow. */
  #firstOf(elements: readonly ElementDefinition[]): readonly ElementDefinition[] {
    this.#later.put(elements.filter(({ group }) => group === "edges"));
    return elements.filter(({ group }) => group !== "edges");
  }

  #moveTo(positions: Positions): void {
    const steps = this.#part.nodes.map(({ id }) => {
      const node = this.#cy.getElementById(nodeKey(id));
      return { node, from: { ...node.position() }, to: positions.get(id) ?? { x: 0, y: 0 } };
    });
    const frames = this.#groupsOnTheWay(positions);
    const view = { zoom: this.#cy.zoom(), pan: { ...this.#cy.pan() } };
    const goal = viewOf(positions, this.#frame, this.#lens);
    const begun = performance.now();
    const step = () => {
      const share = eased(Math.min(1, (performance.now() - begun) / MOVE_MS));
      this.#cy.batch(() => {
        for (const { node, from, to } of steps) node.position(between(from, to, share));
        for (const { group, from, to } of frames) {
          group.position(between(from, to, share));
          group.data({
            width: from.width + (to.width - from.width) * share,
            height: from.height + (to.height - from.height) * share,
          });
        }
      });
      this.#cy.viewport({
        zoom: view.zoom * (goal.zoom / view.zoom) ** share,
        pan: between(view.pan, goal.pan, share),
      });
      if (share < 1) this.#move = requestAnimationFrame(step);
      else this.#arrive(positions, true);
    };
    step();
  }

  /** From where and of which size to where and to which size each producer's frame goes. */
  #groupsOnTheWay(positions: Positions) {
    return [...framesOf(this.#part.nodes, positions)].map(([id, frame]) => {
      const group = this.#cy.getElementById(groupKey(id));
      return {
        group,
        from: { ...group.position(), ...sizeShown(group) },
        to: { ...middleOf(frame), ...sizeOf(frame) },
      };
    });
  }

  #arrive(positions: Positions, isNew: boolean): void {
    if (this.#lens === "tube" && this.#cy.elements(".tube").empty()) {
      const tube = tubeElements(this.#part, positions);
      if (this.#isLarge) this.#later.put(tube);
      else this.#cy.add(tube);
    }
    if (isNew) this.fit();
    this.#later.begin(() => this.#mark());
  }

  #mark(): void {
    this.#cy.batch(() => {
      this.#cy.elements(".chosen").removeClass("chosen");
      this.#cy.nodes(".found").removeClass("found");
      this.#cy.getElementById(chosenKey(this.#chosen)).addClass("chosen");
      for (const id of this.#found) this.#cy.getElementById(nodeKey(id)).addClass("found");
    });
  }

  /** The chains through an activity on which the pointer has come to rest; null: it has left. */
  #restOn(id: string | null): void {
    clearTimeout(this.#rest);
    if (this.#isHeld || id === this.#lit) return;
    this.#rest = setTimeout(() => this.#light(id), REST_MS);
  }

  #light(id: string | null): void {
    if (this.#isHeld || this.#cy.destroyed()) return;
    this.#lit = id;
    const lit = id === null ? null : chainsThrough(id, this.#part.edges);
    this.#cy.batch(() => {
      for (const element of this.#cy.elements(".activity, edge").not(".tube")) {
        const isLit = lit?.has(String(element.data("ours"))) ?? false;
        element.toggleClass("lit", isLit);
        element.toggleClass("dim", lit !== null && !isLit);
      }
    });
  }

  #listen(): void {
    const cy = this.#cy;
    cy.on("dragpan scrollzoom pinchzoom", () => {
      this.#isWhole = false;
    });
    const ours = ({ target }: EventObject) => String(target.data("ours"));
    cy.on("tap", "node.activity", (event) => this.#events.onPick({ node: ours(event) }));
    cy.on("tap", "edge", (event) => this.#events.onPick({ edge: ours(event) }));
    cy.on("tap", (event) => event.target === cy && this.#events.onPick(null));
    cy.on("dbltap", "node.activity", (event) => this.#events.onFocus(ours(event)));
    cy.on("mouseover", "node.activity", (event) => this.#restOn(ours(event)));
    cy.on("mouseout", "node.activity", () => this.#restOn(null));
    cy.on("tapstart", () => {
      this.#isHeld = true;
      clearTimeout(this.#rest);
    });
    cy.on("tapend", () => {
      this.#isHeld = false;
    });
    // Without a modifier the wheel moves the page, as over the diagrams.
    this.#frame.addEventListener("wheel", (event) => event.ctrlKey || event.metaKey || event.stopPropagation(), {
      capture: true,
    });
  }
}

function sizeShown(group: CollectionReturnValue): { width: number; height: number } {
  return { width: Number(group.data("width")), height: Number(group.data("height")) };
}

function chosenKey(picked: Picked): string {
  if (picked === null) return "";
  return "node" in picked ? nodeKey(picked.node) : edgeKey(picked.edge);
}

const STYLESHEET_ID = "__________cytoscape_stylesheet";

/** Cytoscape adds a style element, which our policy forbids, unless one of this id is there; our own CSS says the same. */
function claimStylesheet(): void {
  if (document.getElementById(STYLESHEET_ID) !== null) return;
  const claim = document.createElement("meta");
  claim.id = STYLESHEET_ID;
  document.head.append(claim);
}

const prefersStillness = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
