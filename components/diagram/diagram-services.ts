/**
 * What this folder uses of diagram-js' services. Written down here because the package types its services with `any`
 * at the edges, and because this list is what an upgrade of bpmn-js has to keep.
 */
export type DiagramElement = {
  id: string;
  type: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Only connections have them. */
  waypoints?: readonly Point[];
  /** The element that an external label belongs to. */
  labelTarget?: DiagramElement | null;
  labels?: readonly DiagramElement[];
  parent?: DiagramElement | null;
  /** What is drawn inside: of an expanded subprocess, not of a folded one. */
  children?: readonly DiagramElement[];
  businessObject?: { name?: string };
};

export type Point = { x: number; y: number };

export type Viewbox = Point & {
  width: number;
  height: number;
  scale: number;
  inner: Point & { width: number; height: number };
  outer: { width: number; height: number };
};

export interface Canvas {
  getContainer(): HTMLElement;
  getRootElement(): DiagramElement;
  findRoot(element: DiagramElement): DiagramElement | undefined;
  addMarker(elementId: string, marker: string): void;
  removeMarker(elementId: string, marker: string): void;
  viewbox(): Viewbox;
  viewbox(box: Point & { width: number; height: number }): Viewbox;
  zoom(): number;
  zoom(scale: number, center: Point): number;
  scroll(delta: { dx: number; dy: number }): void;
  scrollToElement(element: DiagramElement, padding?: number): void;
  resized(): void;
}

export interface ElementRegistry {
  get(elementId: string): DiagramElement | undefined;
  getAll(): DiagramElement[];
  getGraphics(elementId: string): SVGGElement | undefined;
}

export interface EventBus {
  on<Payload>(event: string, listener: (payload: Payload) => void): void;
  on<Payload>(event: string, priority: number, listener: (payload: Payload) => void): void;
  fire(event: string, payload: object): void;
}

export interface Overlays {
  add(
    elementId: string,
    type: string,
    overlay: {
      position: { top?: number; left?: number; right?: number; bottom?: number };
      html: HTMLElement;
      scale?: boolean | { min?: number; max?: number };
      show?: { minZoom?: number; maxZoom?: number };
    },
  ): string;
  remove(overlayId: string): void;
}
