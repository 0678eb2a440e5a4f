import { isLosslessNumber, parse } from "lossless-json";

export type JsonRow = {
  /** JSON pointer of the value. */
  path: string;
  depth: number;
  /** Property name or index; null at the top. */
  name: string | null;
  kind: "object" | "array" | "string" | "number" | "boolean" | "null";
  /** The value itself; for objects and arrays what is inside, in short. */
  text: string;
  /** How many values are directly inside. */
  size: number;
};
type JsonTree = { rows: readonly JsonRow[]; isCut: boolean };

/** Beyond this a tree helps nobody; the raw text shows all. */
export const ROWS_MAX = 5000;
const DEPTH_MAX = 200;

/** Null when the text is no JSON, or is nested too deeply to be parsed. Numbers keep every digit: engine keys are 64 bits. */
export function parseJson(text: string): { value: unknown } | null {
  try {
    return { value: parse(text) };
  } catch {
    return null;
  }
}

/** The rows of a tree in which everything is open except the folded paths. */
export function jsonRows(value: unknown, folded: ReadonlySet<string>): JsonTree {
  const rows: JsonRow[] = [];
  const open: JsonNode[] = [{ value, path: "", depth: 0, name: null }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (rows.length === ROWS_MAX) return { rows, isCut: true };
    const children = childrenOf(node.value);
    rows.push(rowOf(node, children));
    if (children === null || folded.has(node.path) || node.depth >= DEPTH_MAX) continue;
    const { path, depth } = node;
    open.push(
      ...children.reverse().map(([name, child]) => ({ value: child, path: `${path}/${name}`, depth: depth + 1, name })),
    );
  }
  return { rows, isCut: false };
}

type JsonNode = { value: unknown; path: string; depth: number; name: string | null };
type Children = [name: string, value: unknown][];

/** Bounded before it is copied: one array may hold a million values. */
function childrenOf(value: unknown): Children | null {
  if (Array.isArray(value)) return value.slice(0, ROWS_MAX).map((item, index) => [String(index), item]);
  if (typeof value !== "object" || value === null || isLosslessNumber(value)) return null;
  return Object.entries(value).slice(0, ROWS_MAX);
}

function rowOf({ value, path, depth, name }: JsonNode, children: Children | null): JsonRow {
  const place = { path, depth, name };
  if (children !== null) {
    const size = Array.isArray(value) ? value.length : Object.keys(value as object).length;
    const isArray = Array.isArray(value);
    return { ...place, kind: isArray ? "array" : "object", text: isArray ? `[${size}]` : `{${size}}`, size };
  }
  if (isLosslessNumber(value)) return { ...place, kind: "number", text: value.value, size: 0 };
  if (typeof value === "string") return { ...place, kind: "string", text: value, size: 0 };
  if (typeof value === "boolean") return { ...place, kind: "boolean", text: String(value), size: 0 };
  if (typeof value === "number") return { ...place, kind: "number", text: String(value), size: 0 };
  return { ...place, kind: "null", text: "null", size: 0 };
}
