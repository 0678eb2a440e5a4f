import { isLosslessNumber } from "lossless-json";

export type JsonChange = {
  /** JSON pointer; "" is the whole. */
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
  /** JSON text; null where there is nothing. */
  readonly before: string | null;
  readonly after: string | null;
};
export type JsonDiff = { readonly changes: readonly JsonChange[]; readonly isCut: boolean };

export const CHANGES_MAX = 500;
const TEXT_MAX = 2_000;

type Pair = { readonly path: string; readonly before: Side; readonly after: Side };
type Side = { readonly value: unknown } | null;

/**
 * What became of one JSON value in another, leaf by leaf, in the order of the documents: an object by its names, a list by
 * its places. A part that is only in one of them is one change.
 */
export function diffJson(before: unknown, after: unknown): JsonDiff {
  const changes: JsonChange[] = [];
  const open: Pair[] = [{ path: "", before: { value: before }, after: { value: after } }];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const inside = insideOf(pair);
    if (inside !== null) {
      for (let index = inside.length - 1; index >= 0; index -= 1) open.push(inside[index] ?? pair);
      continue;
    }
    const change = changeOf(pair);
    if (change === null) continue;
    if (changes.length === CHANGES_MAX) return { changes, isCut: true };
    changes.push(change);
  }
  return { changes, isCut: false };
}

/** Null where there is nothing to go into on both sides. */
function insideOf({ path, before, after }: Pair): readonly Pair[] | null {
  const [one, other] = [partsOf(before), partsOf(after)];
  if (one === null || other === null || one.isList !== other.isList) return null;
  const names = new Set([...one.parts.keys(), ...other.parts.keys()]);
  return Array.from(names, (name) => ({
    path: `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    before: sideOf(one.parts, name),
    after: sideOf(other.parts, name),
  }));
}

function partsOf(side: Side) {
  if (side === null || typeof side.value !== "object" || side.value === null || isLosslessNumber(side.value))
    return null;
  const isList = Array.isArray(side.value);
  return { isList, parts: new Map<string, unknown>(Object.entries(side.value)) };
}

function sideOf(parts: ReadonlyMap<string, unknown>, name: string): Side {
  return parts.has(name) ? { value: parts.get(name) } : null;
}

function changeOf({ path, before, after }: Pair): JsonChange | null {
  const [one, other] = [textOf(before), textOf(after)];
  if (one === other) return null;
  const kind = one === null ? "added" : other === null ? "removed" : "changed";
  return { path, kind, before: cut(one), after: cut(other) };
}

/** Numbers keep every digit. */
function textOf(side: Side): string | null {
  if (side === null) return null;
  return JSON.stringify(side.value, (_name, value: unknown) =>
    isLosslessNumber(value) ? rawNumber(value.value) : value,
  );
}

/** `JSON.rawJSON` is not in every browser yet; a number that no double holds is shown as its digits in quotes. */
function rawNumber(digits: string): unknown {
  const number = Number(digits);
  return String(number) === digits ? number : digits;
}

function cut(text: string | null): string | null {
  return text === null || text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX)}…`;
}
