import type { Drawn, DrawnNode } from "@/lib/analytics/discovery/tree-to-graph";
import type { Activity } from "@/lib/domain/activity";
import { ACTIVITY_NAMESPACE } from "../model/told-bindings";

type Words = {
  readonly processName: string;
  readonly documentation: string;
  readonly nameOf: (label: string) => string;
  readonly activityOf: (label: string) => Activity | undefined;
};

/** A drawn model as BPMN XML without a layout. Each task says which activity it was found in, so that an upload binds it. */
export function writeBpmn({ nodes, flows }: Drawn, words: Words): string {
  const lines = [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:throughline="${ACTIVITY_NAMESPACE}" targetNamespace="${ACTIVITY_NAMESPACE}">`,
    `<bpmn:process id="discovered" name="${escaped(words.processName)}" isExecutable="false">`,
    `<bpmn:documentation>${escaped(words.documentation)}</bpmn:documentation>`,
    ...nodes.map((node) => element(node, flows, words)),
    ...flows.map(({ id, from, to }) => `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`),
    "</bpmn:process></bpmn:definitions>",
  ];
  return lines.join("\n");
}

function element({ id, type, label }: DrawnNode, flows: Drawn["flows"], { nameOf, activityOf }: Words): string {
  const name = label === null ? "" : ` name="${escaped(nameOf(label))}"`;
  const activity = label === null ? undefined : activityOf(label);
  const ends = flows.flatMap(({ id: flow, from, to }) => [
    ...(to === id ? [`<bpmn:incoming>${flow}</bpmn:incoming>`] : []),
    ...(from === id ? [`<bpmn:outgoing>${flow}</bpmn:outgoing>`] : []),
  ]);
  return `<bpmn:${type} id="${id}"${name}>${activity === undefined ? "" : told(activity)}${ends.join("")}</bpmn:${type}>`;
}

function told({ kind, producer, name, channel }: Activity): string {
  const words = Object.entries({ kind, producer, name, channel }).map(([word, value]) => `${word}="${escaped(value)}"`);
  return `<bpmn:extensionElements><throughline:activity ${words.join(" ")} /></bpmn:extensionElements>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Names come from events: whatever XML cannot hold is left out. */
function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
  const held = text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffd-\uffff]/gu, "");
  return held.replaceAll(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] ?? "");
}
