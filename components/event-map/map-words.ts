import type { EventMapEdge, EventMapNode } from "@/lib/api/contract/event-map";
import { formatDuration } from "../ui/format-duration";
import { formatCompact } from "../ui/format-number";

export const LENSES = ["tube", "spaghetti", "process"] as const;
export type Lens = (typeof LENSES)[number];

/** More edges than this are drawn straight, without arrows and labels, and moved as a picture: 3,000 stay fluid. */
export const LARGE_EDGES = 600;

export const LENS_WORDS: Readonly<Record<Lens, { name: string; about: string }>> = {
  tube: { name: "Tube", about: "Services around the bus, as slides draw it: what goes over it cannot be seen." },
  spaghetti: { name: "Spaghetti", about: "The tube lifted: who reacts to whose event, every edge of it." },
  process: { name: "Process", about: "The same edges from left to right, in the order in which cases go." },
};

export const KIND_WORDS: Readonly<Record<EventMapEdge["kind"], { name: string; about: string }>> = {
  orchestrated: { name: "orchestrated", about: "an engine drives it, within one process instance" },
  choreographed: { name: "choreographed", about: "one reacts to another's event, nobody is in charge" },
  message: { name: "message", about: "between an engine and a service, over its topic" },
};

export const producerWords = ({ kind }: Pick<EventMapNode, "kind">): string =>
  kind === "element" ? "engine process" : "service";

const LINE_MAX = 18;

/** Two lines of name and one with the count. */
export function nodeLabel({ name, count }: EventMapNode): string {
  const [first, rest] = broken(cut(name === "" ? "(no name)" : name, 200));
  return [first, ...(rest === "" ? [] : [cut(rest, LINE_MAX)]), formatCompact(count)].join("\n");
}

/** Where the first line ends: at a space, a dash or between the words of a name like `PaymentReceived`. */
function broken(text: string): [first: string, rest: string] {
  if (text.length <= LINE_MAX) return [text, ""];
  const head = text.slice(0, LINE_MAX + 1);
  const ends = [...head.matchAll(/[a-z0-9](?=[A-Z])|[\s\-_.:/]/g)].map(({ index, 0: match }) => index + match.length);
  const end = ends.filter((at) => at > LINE_MAX / 3 && at <= LINE_MAX).at(-1) ?? LINE_MAX;
  return [text.slice(0, end).trim(), text.slice(end).trim()];
}

export function edgeLabel({ topic, count, p50 }: EventMapEdge, isWithin: boolean): string {
  const words = [
    ...(topic === "" || isWithin ? [] : [cut(topic, 24)]),
    `${formatCompact(count)}×`,
    ...(p50 === null ? [] : [formatDuration(p50)]),
  ];
  return words.join(" · ");
}

/** Line breaks and other control characters would tear the picture. */
function cut(text: string, length: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const line = text.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " ").trim();
  const letters = [...line];
  return letters.length <= length ? line : `${letters.slice(0, length - 1).join("")}…`;
}

export const groupLabel = (kind: EventMapNode["kind"], producer: string): string =>
  `${kind === "element" ? "⚙ " : ""}${cut(producer === "" ? "(unknown producer)" : producer, 40)}`;
