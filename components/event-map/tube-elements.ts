import type { ElementDefinition } from "cytoscape";
import { formatCompact } from "../ui/format-number";
import { groupKey } from "./canvas-elements";
import type { Positions } from "./layout/layout-graph";
import { TUBE_HALF } from "./layout/tube-layout";
import { groupId, type MapPart } from "./shown-map";

const LANES_MAX = 4;
const OTHERS = "other topics";
const MARGIN = 150;
/** Room at the beginning of the tube for the names of its lanes. */
const NAMES = 240;
/** How far the tube reaches beyond the producers. */
export const TUBE_BESIDE = MARGIN + NAMES;
const STUB_SHIFT = 22;

interface Stub {
  group: string;
  topic: string;
  isSent: boolean;
  count: number;
}

/** The bus as a tube with a lane for each topic, and what each producer puts in and takes out: all that slides show of it. */
export function tubeElements(part: MapPart, positions: Positions): ElementDefinition[] {
  const stubs = stubsOf(part);
  const topics = topicsOf(stubs);
  const middles = middlesOf(part, positions);
  const xs = [...middles.values()];
  const [left, right] = [Math.min(0, ...xs) - MARGIN - NAMES, Math.max(0, ...xs) + MARGIN];
  const heightOf = (topic: string) => {
    const lane = Math.max(0, topics.indexOf(topics.includes(topic) ? topic : OTHERS));
    return (lane - (topics.length - 1) / 2) * ((2 * TUBE_HALF - 36) / Math.max(1, topics.length));
  };
  const middle = (left + right) / 2;
  const most = Math.log1p(Math.max(1, ...stubs.map(({ count }) => count)));
  return [
    tubeNode("tube", "tube body", { x: middle, y: 0, width: right - left, label: "" }),
    tubeNode("tube end", "tube mouth", { x: right - 6, y: 0, width: 40, label: "" }),
    ...topics.map((topic) =>
      tubeNode(`line ${topic}`, "tube line", {
        x: middle + NAMES / 2,
        y: heightOf(topic),
        label: "",
        width: right - left - NAMES - 150,
      }),
    ),
    ...topics.map((topic) =>
      tubeNode(`lane ${topic}`, "tube lane", { x: left + NAMES / 2 + 60, y: heightOf(topic), label: topic, width: 1 }),
    ),
    ...stubs.flatMap((stub) => toStub(stub, { x: middles.get(stub.group) ?? 0, y: heightOf(stub.topic), most })),
  ];
}

function tubeNode(
  id: string,
  classes: string,
  { x, y, ...data }: { x: number; y: number; width: number; label: string },
) {
  return { group: "nodes" as const, data: { id: `t:${id}`, ...data }, classes, position: { x, y } };
}

function toStub({ group, topic, isSent, count }: Stub, { x, y, most }: { x: number; y: number; most: number }) {
  const port = `t:port ${group} ${topic} ${isSent}`;
  const shift = isSent ? -STUB_SHIFT : STUB_SHIFT;
  const [source, target] = isSent ? [groupKey(group), port] : [port, groupKey(group)];
  return [
    { group: "nodes" as const, data: { id: port }, classes: "tube port", position: { x: x + shift, y } },
    {
      group: "edges" as const,
      data: {
        id: `t:stub ${group} ${topic} ${isSent}`,
        source,
        target,
        shift,
        width: 1.5 + (4.5 * Math.log1p(count)) / most,
        label: `${isSent ? "sends" : "hears"} ${formatCompact(count)}`,
      },
      classes: `tube stub ${isSent ? "sends" : "hears"}`,
    },
  ];
}

/** An event is put in once, however many react to it; what is taken out is what was reacted to. */
function stubsOf({ nodes, edges }: MapPart): Stub[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stubs = new Map<string, Stub>();
  for (const { from, to, topic, count } of edges) {
    const [sender, receiver] = [byId.get(from), byId.get(to)];
    if (sender === undefined || receiver === undefined || topic === "") continue;
    const [sent, heard] = [groupId(sender), groupId(receiver)];
    if (sent === heard) continue;
    for (const [group, isSent] of [[sent, true] as const, [heard, false] as const]) {
      const key = JSON.stringify([group, topic, isSent]);
      const stub = stubs.get(key) ?? { group, topic, isSent, count: 0 };
      stub.count += count;
      stubs.set(key, stub);
    }
  }
  return [...stubs.values()];
}

function topicsOf(stubs: readonly Stub[]): string[] {
  const counts = new Map<string, number>();
  for (const { topic, count } of stubs) counts.set(topic, (counts.get(topic) ?? 0) + count);
  const topics = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([topic]) => topic);
  return topics.length <= LANES_MAX ? topics : [...topics.slice(0, LANES_MAX - 1), OTHERS];
}

function middlesOf({ nodes }: MapPart, positions: Positions): ReadonlyMap<string, number> {
  const extents = new Map<string, { min: number; max: number }>();
  for (const node of nodes) {
    const x = positions.get(node.id)?.x ?? 0;
    const known = extents.get(groupId(node)) ?? { min: x, max: x };
    extents.set(groupId(node), { min: Math.min(known.min, x), max: Math.max(known.max, x) });
  }
  return new Map([...extents].map(([group, { min, max }]) => [group, (min + max) / 2]));
}
