import type { EdgeSingular, NodeSingular, StylesheetJson } from "cytoscape";
import { type CanvasColours, FONT } from "./canvas-colours";
import { TUBE_HALF } from "./layout/tube-layout";

const STILL = { events: "no", "z-index": 1 };

/** The bus: shaded like a pipe, with an open end. */
export function tubeStyle(colours: CanvasColours): StylesheetJson {
  return [...pipeStyle(colours), ...laneStyle(colours), ...stubStyle(colours)];
}

function pipeStyle(colours: CanvasColours): StylesheetJson {
  return [
    {
      selector: "node.body",
      style: {
        ...STILL,
        shape: "round-rectangle",
        "corner-radius": `${TUBE_HALF}px`,
        width: "data(width)",
        height: 2 * TUBE_HALF,
        "background-fill": "linear-gradient",
        "background-gradient-stop-colors": [colours["tube-dark"], colours["tube-light"], colours["tube-dark"]],
        "background-gradient-stop-positions": [0, 34, 100],
        "border-width": 1,
        "border-color": colours["line-strong"],
      },
    },
    {
      selector: "node.mouth",
      style: {
        ...STILL,
        "z-index": 2,
        shape: "ellipse",
        width: "data(width)",
        height: 2 * TUBE_HALF,
        "background-color": colours["tube-dark"],
        "border-width": 1,
        "border-color": colours["line-strong"],
      },
    },
  ] as StylesheetJson;
}

function laneStyle(colours: CanvasColours): StylesheetJson {
  return [
    {
      selector: "node.line",
      style: {
        ...STILL,
        "z-index": 3,
        shape: "rectangle",
        width: "data(width)",
        height: 2,
        "background-color": colours["line-strong"],
        "background-opacity": 0.5,
      },
    },
    {
      selector: "node.lane",
      style: {
        ...STILL,
        "z-index": 3,
        width: 1,
        height: 1,
        "background-opacity": 0,
        label: "data(label)",
        color: colours.text,
        "font-family": FONT,
        "font-size": 20,
        "font-weight": 600,
        "text-valign": "center",
        "text-halign": "center",
        "min-zoomed-font-size": 5,
      },
    },
    {
      selector: "node.port",
      style: {
        ...STILL,
        "z-index": 6,
        shape: "ellipse",
        width: 9,
        height: 9,
        "background-color": colours.text,
      },
    },
  ] as StylesheetJson;
}

function stubStyle(colours: CanvasColours): StylesheetJson {
  return [
    {
      selector: "edge.stub",
      style: {
        events: "no",
        "curve-style": "straight",
        "line-color": colours.muted,
        "target-arrow-color": colours.muted,
        "target-arrow-shape": "triangle",
        "line-opacity": 0.85,
        color: colours.muted,
        "font-size": 11,
        "text-rotation": "autorotate",
        "min-zoomed-font-size": 9,
      },
    },
    { selector: "edge.sends", style: { "source-endpoint": (edge: EdgeSingular) => atPort(edge, edge.source()) } },
    { selector: "edge.hears", style: { "target-endpoint": (edge: EdgeSingular) => atPort(edge, edge.target()) } },
  ] as StylesheetJson;
}

/** On the side of the producer's frame that faces the tube, right above or below the port. */
function atPort(edge: EdgeSingular, producer: NodeSingular): string {
  const half = producer.outerHeight() / 2;
  return `${String(edge.data("shift"))}px ${producer.position("y") < 0 ? half : -half}px`;
}
