import { node } from "./graph.test-support";
import type { GraphNode } from "./process-graph";

/** A block of a structured model. An empty label is a step that nobody sees; of a loop's children the first is its body. */
export type Block =
  | { readonly kind: "task"; readonly label: string }
  | {
      readonly kind: "sequence" | "exclusive" | "parallel" | "inclusive" | "subprocess" | "loop";
      readonly children: readonly Block[];
    };

/** All traces of a block up to a length, told from its structure alone; null when there are too many to compare with. */
export function languageOf(block: Block, lengthMax: number): ReadonlySet<string> | null {
  if (block.kind === "task") return new Set([block.label]);
  const known: ReadonlySet<string>[] = [];
  for (const child of block.children) {
    const part = languageOf(child, lengthMax);
    if (part === null) return null;
    known.push(part);
  }
  return combine(block.kind, known, lengthMax);
}

type Language = ReadonlySet<string> | null;
const WORDS_MAX = 120;

function combine(
  kind: Exclude<Block["kind"], "task">,
  parts: readonly ReadonlySet<string>[],
  lengthMax: number,
): Language {
  if (kind === "exclusive") return new Set(parts.flatMap((part) => [...part]));
  if (kind === "parallel") return product(shuffles, parts, lengthMax);
  if (kind === "inclusive") return union(someOf(parts).map((some) => product(shuffles, some, lengthMax)));
  if (kind === "loop") return repeated(parts, lengthMax);
  return product(joined, parts, lengthMax);
}

type Joining = (one: string, other: string) => Iterable<string>;
const joined: Joining = (one, other) => [one + other];

function product(join: Joining, parts: readonly ReadonlySet<string>[], lengthMax: number): Language {
  let words: ReadonlySet<string> = new Set([""]);
  for (const part of parts) {
    const pairs = [...words].flatMap((one) => [...part].map((other) => [one, other] as const));
    const short = pairs.filter(([one, other]) => one.length + other.length <= lengthMax);
    words = new Set(short.flatMap(([one, other]) => [...join(one, other)]));
    if (words.size > WORDS_MAX) return null;
  }
  return words;
}

function union(languages: readonly Language[]): Language {
  const words = new Set<string>();
  for (const language of languages) {
    if (language === null) return null;
    for (const word of language) words.add(word);
  }
  return words;
}

function someOf<Part>(parts: readonly Part[]): readonly (readonly Part[])[] {
  return Array.from({ length: 2 ** parts.length - 1 }, (_, bits) =>
    parts.filter((_part, index) => ((bits + 1) >> index) % 2 === 1),
  );
}

/** The body, and after it any number of times one way back and the body again. */
function repeated([body = new Set(), ...back]: readonly ReadonlySet<string>[], lengthMax: number): Language {
  let all: Language = body;
  for (let size = -1; all !== null && size !== all.size; ) {
    size = all.size;
    all = union([all, product(joined, [all, new Set(back.flatMap((part) => [...part])), body], lengthMax)]);
  }
  return all;
}

function shuffles(one: string, other: string): Iterable<string> {
  if (one === "" || other === "") return [one + other];
  const first = [...shuffles(one.slice(1), other)].map((rest) => one.slice(0, 1) + rest);
  return new Set([...first, ...[...shuffles(one, other.slice(1))].map((rest) => other.slice(0, 1) + rest)]);
}

/** Fewest insertions and deletions that make the trace one of the language. */
export function distanceToLanguage(trace: readonly string[], language: ReadonlySet<string>): number {
  return Math.min(...[...language].map((word) => trace.length + word.length - 2 * commonLength(trace, [...word])));
}

function commonLength(one: readonly string[], other: readonly string[]): number {
  let row = other.map(() => 0);
  for (const letter of one) {
    const next: number[] = [];
    other.forEach((wanted, index) => {
      const [up, left, across] = [row[index] ?? 0, next[index - 1] ?? 0, row[index - 1] ?? 0];
      next.push(letter === wanted ? across + 1 : Math.max(up, left));
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The same block as a diagram: its gateways, its subprocesses, its loops. */
export function drawBlock(block: Block): [readonly GraphNode[], readonly string[]] {
  const nodes: GraphNode[] = [];
  const flows: string[] = [];
  const add = (letter: string, kind: GraphNode["kind"], scope: string) => {
    const id = `${letter}${nodes.length}`;
    nodes.push(node(id, kind, { scope }));
    return id;
  };
  const draw = (one: Block, scope: string): readonly [string, string] => {
    if (one.kind === "task") {
      const id = add(one.label === "" ? "z" : one.label, "activity", scope);
      return [id, id];
    }
    if (one.kind === "subprocess") {
      const id = add("s", "subprocess", scope);
      chain([add("o", "start", id), ...one.children.map((child) => draw(child, id)), add("e", "end", id)]);
      return [id, id];
    }
    if (one.kind === "sequence") return chain(one.children.map((child) => draw(child, scope)));
    const kind = one.kind === "loop" ? "exclusive" : one.kind;
    const [split, join] = [add("g", kind, scope), add("g", kind, scope)];
    one.children.forEach((child, index) => {
      const isRedo = one.kind === "loop" && index > 0;
      const [first, last] = draw(child, scope);
      flows.push(isRedo ? `${join} ${first}` : `${split} ${first}`, isRedo ? `${last} ${split}` : `${last} ${join}`);
    });
    return [split, join];
  };
  const chain = (parts: readonly (string | readonly [string, string])[]): readonly [string, string] => {
    const ends = parts.map((part) => (typeof part === "string" ? ([part, part] as const) : part));
    ends.slice(1).forEach(([first], index) => {
      flows.push(`${ends[index]?.[1]} ${first}`);
    });
    return [ends[0]?.[0] ?? "", ends.at(-1)?.[1] ?? ""];
  };
  chain([add("o", "start", "process"), draw(block, "process"), add("e", "end", "process")]);
  return [nodes, flows];
}
