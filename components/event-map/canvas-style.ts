import type { StylesheetJson } from "cytoscape";
import { type CanvasColours, FONT } from "./canvas-colours";
import { NODE_HEIGHT, NODE_WIDTH } from "./layout/layout-graph";
import { tubeStyle } from "./tube-style";

/** `isLarge`: labels of edges and their curves cost most, and are not read among thousands. */
export function canvasStyle(colours: CanvasColours, isLarge: boolean): StylesheetJson {
  return [
    { selector: "*", style: { "z-index-compare": "manual" } } as unknown as StylesheetJson[number],
    ...groupStyle(colours),
    ...nodeStyle(colours),
    ...edgeStyle(colours, isLarge),
    ...tubeStyle(colours),
    ...stateStyle(colours),
    ...(isLarge ? SHOWN_STROKES : []),
  ];
}

function nodeStyle(colours: CanvasColours): StylesheetJson {
  return [
    {
      selector: "node.activity",
      style: {
        shape: "round-rectangle",
        "corner-radius": "7px",
        width: NODE_WIDTH,
        height: NODE_HEIGHT,
        "z-index": 20,
        "background-color": colours.surface,
        "border-width": 1,
        "border-color": colours["line-strong"],
        label: "data(label)",
        color: colours.text,
        "font-family": FONT,
        "font-size": 12.5,
        "line-height": 1.2,
        "text-wrap": "wrap",
        "text-max-width": `${NODE_WIDTH * 2}px`,
        "text-valign": "center",
        "text-halign": "center",
        "min-zoomed-font-size": 4.5,
      },
    },
    {
      selector: "node.element",
      style: { "background-color": colours["accent-soft"], "border-color": colours.accent, "corner-radius": "3px" },
    },
  ] as StylesheetJson;
}

function groupStyle(colours: CanvasColours): StylesheetJson {
  return [
    {
      selector: "node.group",
      style: {
        shape: "round-rectangle",
        "corner-radius": "12px",
        width: "data(width)",
        height: "data(height)",
        "z-index": 0,
        "background-color": colours.sunken,
        "background-opacity": 0.72,
        "border-width": 1,
        "border-color": colours.line,
        label: "data(label)",
        color: colours.text,
        "font-family": FONT,
        "font-size": 15,
        "font-weight": 600,
        "text-valign": "top",
        "text-halign": "center",
        "text-margin-y": -4,
        "min-zoomed-font-size": 5,
      },
    },
    { selector: "node.below", style: { "text-valign": "bottom", "text-margin-y": 4 } },
    {
      selector: "node.engine",
      style: {
        "border-width": 4,
        "border-style": "double",
        "border-color": colours.accent,
        "background-color": colours["engine-fill"],
        "corner-radius": "5px",
      },
    },
  ] as StylesheetJson;
}

function edgeStyle(colours: CanvasColours, isLarge: boolean): StylesheetJson {
  const line = (kind: "orchestrated" | "choreographed" | "message", more: object) => ({
    selector: `edge.${kind}`,
    style: { "line-color": colours[kind], "target-arrow-color": colours[kind], color: colours.text, ...more },
  });
  return [
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "z-index": 5,
        "curve-style": isLarge ? "straight" : "bezier",
        "control-point-step-size": 34,
        "target-arrow-shape": isLarge ? "none" : "triangle",
        "arrow-scale": 0.85,
        "line-opacity": isLarge ? 0.42 : 0.78,
        "line-cap": "butt",
        ...(isLarge ? {} : { ...LABEL, "text-background-color": colours.surface }),
      },
    },
    line("orchestrated", { "line-style": "solid" }),
    line("choreographed", { "line-style": isLarge ? "solid" : "dashed", "line-dash-pattern": "data(dash)" }),
    line("message", {
      "line-style": isLarge ? "solid" : "dashed",
      "line-dash-pattern": "data(dash)",
      "line-cap": "round",
    }),
    ...(isLarge ? [] : CURVED),
    {
      selector: "edge.loop",
      style: { "curve-style": "bezier", "loop-direction": "90deg", "loop-sweep": "-50deg" },
    },
  ] as StylesheetJson;
}

/** Dashes of thousands of lines cost the most of all: those that are looked at have them, so that colour is never alone. */
const SHOWN_STROKES = [
  { selector: "edge.lit, edge.chosen", style: { "target-arrow-shape": "triangle" } },
  ...["edge.choreographed.lit", "edge.choreographed.chosen", "edge.message.lit", "edge.message.chosen"].map(
    (selector) => ({ selector, style: { "line-style": "dashed", "line-dash-pattern": "data(dash)" } }),
  ),
] as unknown as StylesheetJson;

const LABEL = {
  label: "data(label)",
  "font-family": FONT,
  "font-size": 10.5,
  "text-background-opacity": 0.92,
  "text-background-padding": "2px",
  "text-background-shape": "round-rectangle",
  "min-zoomed-font-size": 10.5,
};

const CURVED = [
  {
    selector: "edge.curved",
    style: {
      "curve-style": "unbundled-bezier",
      "edge-distances": "endpoints",
      "control-point-weights": "data(weights)",
      "control-point-distances": "data(distances)",
      "source-endpoint": "90deg",
      "target-endpoint": "270deg",
    },
  },
  {
    selector: "edge.bowed",
    style: {
      "curve-style": "unbundled-bezier",
      "control-point-weights": "data(weights)",
      "control-point-distances": "data(distances)",
    },
  },
  { selector: "edge.down", style: { "source-endpoint": "180deg", "target-endpoint": "0deg" } },
  { selector: "edge.up", style: { "source-endpoint": "0deg", "target-endpoint": "180deg" } },
  { selector: "edge.back", style: { "source-endpoint": "180deg", "target-endpoint": "180deg" } },
];

function stateStyle(colours: CanvasColours): StylesheetJson {
  return [
    { selector: ".dim", style: { opacity: 0.14 } },
    { selector: "edge.lit", style: { "line-opacity": 1, "z-index": 9 } },
    {
      selector: "node.found",
      style: { "border-width": 3, "border-color": colours.found, "background-color": colours["found-soft"] },
    },
    {
      selector: "node.chosen",
      style: {
        "border-width": 3,
        "border-color": colours.accent,
        "outline-width": 4,
        "outline-color": colours.accent,
        "outline-opacity": 0.28,
        "outline-offset": 1,
      },
    },
    {
      selector: "edge.chosen",
      style: {
        "line-opacity": 1,
        "underlay-color": colours.accent,
        "underlay-opacity": 0.3,
        "underlay-padding": 5,
        "z-index": 10,
      },
    },
    {
      selector: "edge.risen",
      style: { "underlay-color": colours.accent, "underlay-opacity": 0.42, "underlay-padding": 5, "line-opacity": 1 },
    },
  ] as StylesheetJson;
}
