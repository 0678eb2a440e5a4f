import { columnsByPosition, lanesLayout } from "./lanes-layout";
import type { LayoutGraph, Point } from "./layout-graph";
import { spaghettiLayout } from "./spaghetti-layout";
import { tubeLayout } from "./tube-layout";

export type LayoutAsked = {
  readonly turn: number;
  readonly lens: "tube" | "spaghetti" | "process";
  readonly graph: LayoutGraph;
};
export type LayoutAnswer = { readonly turn: number; readonly positions: readonly (readonly [string, Point])[] };

const LAYOUTS = {
  tube: tubeLayout,
  spaghetti: spaghettiLayout,
  process: (graph: LayoutGraph) => lanesLayout(graph, columnsByPosition(graph)),
};

/** Runs beside the page, which stays free for whoever pans and zooms meanwhile. */
self.onmessage = ({ data: { turn, lens, graph } }: MessageEvent<LayoutAsked>) => {
  const answer: LayoutAnswer = { turn, positions: [...LAYOUTS[lens](graph)] };
  self.postMessage(answer);
};
