import { Components } from "./components";

/** A field that was found at a path of an event type's payloads. */
export type KeyField = { readonly topic: string; readonly activity: string; readonly path: string };

export type KeySuggestion = {
  readonly name: string;
  readonly fields: readonly KeyField[];
  /** Distinct values over all fields. */
  readonly values: number;
  /** Event types that the values recur in. */
  readonly recursIn: number;
  /** Records that the busiest value is in. */
  readonly busiest: number;
  /** `link` ties events of one case; `shared` stands for what many cases have. */
  readonly role: "link" | "shared";
};

type Place = { readonly topic: string; readonly activity: string; readonly payload: unknown };
type Field = KeyField & { readonly values: Map<string, number>; records: number };

const DEPTH_MAX = 6;
const FIELDS_PER_OBJECT_MAX = 40;
const FIELDS_PER_RECORD_MAX = 80;
const FIELDS_MAX = 2_000;
const VALUES_PER_FIELD_MAX = 2_000;
/** Two fields hold the same thing when they have so many values in common, and at least half of those of the smaller. */
const COMMON_MIN = 3;
const COMMON_SHARE_MIN = 0.5;
/** Below it a field says what kind something is, not which one it is. */
const DISTINCT_SHARE_MIN = 0.2;
/** What one value ties beyond that is no single case any more. */
const BUSIEST_LINK_MAX = 50;
const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const LOOKS_LIKE_TIME = /^\d{4}-\d{2}-\d{2}T|^1[5-9]\d{11}$/;

/**
 * Fields whose values recur in other event types: they are what ties events together. Looked for by comparing the sets of
 * values that each field of each event type had in a sample; fields with values in common are one key under several paths.
 */
export function suggestKeys(sample: readonly Place[]): readonly KeySuggestion[] {
  const fields = [...collectFields(sample).values()].filter(isIdentifying).slice(0, FIELDS_MAX);
  const recurring = groupsOf(fields, tieByValues(fields)).filter(recursElsewhere).flat();
  // Answers of one kind and of another have no value in common, but a rule names their field once for both.
  const tied = tieByValues(recurring);
  tieByPlace(recurring, tied);
  return groupsOf(recurring, tied)
    .map(toSuggestion)
    .sort((a, b) => b.recursIn - a.recursIn || b.values - a.values || (a.name < b.name ? -1 : 1));
}

function groupsOf(fields: readonly Field[], components: Components): readonly (readonly Field[])[] {
  const groups = new Map<number, Field[]>();
  for (const [index, field] of fields.entries()) {
    const root = components.find(index);
    groups.set(root, [...(groups.get(root) ?? []), field]);
  }
  return [...groups.values()];
}

function recursElsewhere(fields: readonly Field[]): boolean {
  return new Set(fields.map(({ topic, activity }) => `${topic}\u001f${activity}`)).size > 1;
}

function tieByPlace(fields: readonly Field[], components: Components): void {
  const firsts = new Map<string, number>();
  for (const [index, { topic, path }] of fields.entries()) {
    const place = `${topic}\u001f${path}`;
    const first = firsts.get(place);
    if (first === undefined) firsts.set(place, index);
    else components.union(first, index);
  }
}

function collectFields(sample: readonly Place[]): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const { topic, activity, payload } of sample) {
    let found = 0;
    for (const [path, value] of scalarsOf(payload)) {
      if (++found > FIELDS_PER_RECORD_MAX) break;
      const id = `${topic}\u001f${activity}\u001f${path}`;
      const field = fields.get(id) ?? { topic, activity, path, values: new Map<string, number>(), records: 0 };
      fields.set(id, field);
      field.records += 1;
      if (field.values.has(value) || field.values.size < VALUES_PER_FIELD_MAX) {
        field.values.set(value, (field.values.get(value) ?? 0) + 1);
      }
    }
  }
  return fields;
}

/** Texts and numbers at the paths that a rule can name. */
function* scalarsOf(value: unknown, path = "$", depth = 0): Generator<readonly [string, string]> {
  if (typeof value === "string" || typeof value === "number") {
    if (depth > 0 && isNaming(String(value))) yield [path, String(value)];
  } else if (isPlainObject(value) && depth < DEPTH_MAX) {
    for (const [name, inner] of Object.entries(value).slice(0, FIELDS_PER_OBJECT_MAX)) {
      if (PLAIN_NAME.test(name)) yield* scalarsOf(inner, `${path}.${name}`, depth + 1);
    }
  }
}

/** Long enough to be an id, short enough to be one, and no time. */
function isNaming(text: string): boolean {
  return text.length > 1 && text.length <= 128 && !LOOKS_LIKE_TIME.test(text);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isIdentifying({ values, records }: Field): boolean {
  return values.size >= COMMON_MIN && values.size / records >= DISTINCT_SHARE_MIN;
}

/** By the values: only fields that share one are compared. */
function tieByValues(fields: readonly Field[]): Components {
  const components = new Components(fields.length);
  for (const [pair, common] of countCommonValues(fields)) {
    const [a = 0, b = 0] = pair.split(" ").map(Number);
    const smaller = Math.min(fields[a]?.values.size ?? 0, fields[b]?.values.size ?? 0);
    if (common >= COMMON_MIN && common / smaller >= COMMON_SHARE_MIN) components.union(a, b);
  }
  return components;
}

/** How many values two fields have in common, by their places. */
function countCommonValues(fields: readonly Field[]): ReadonlyMap<string, number> {
  const byValue = new Map<string, number[]>();
  for (const [index, { values }] of fields.entries()) {
    for (const value of values.keys()) byValue.set(value, [...(byValue.get(value) ?? []), index]);
  }
  const common = new Map<string, number>();
  for (const holders of byValue.values()) {
    for (const [at, a] of holders.entries()) {
      for (const b of holders.slice(at + 1)) common.set(`${a} ${b}`, (common.get(`${a} ${b}`) ?? 0) + 1);
    }
  }
  return common;
}

function toSuggestion(fields: readonly Field[]): KeySuggestion {
  const values = new Map<string, number>();
  for (const field of fields) {
    for (const [value, count] of field.values) values.set(value, (values.get(value) ?? 0) + count);
  }
  const busiest = Math.max(0, ...values.values());
  return {
    name: nameOf(fields),
    fields: fields.map(({ topic, activity, path }) => ({ topic, activity, path })),
    values: values.size,
    recursIn: new Set(fields.map(({ topic, activity }) => `${topic}\u001f${activity}`)).size,
    busiest,
    role: busiest > BUSIEST_LINK_MAX ? "shared" : "link",
  };
}

/** The most frequent last name on the paths; `id` alone says nothing, so what it is the id of goes before it. */
function nameOf(fields: readonly Field[]): string {
  const counts = new Map<string, number>();
  for (const { path } of fields) {
    const steps = path.split(".").slice(1);
    const last = steps.at(-1) ?? "key";
    const before = steps.at(-2);
    const name = /^id$/i.test(last) && before !== undefined && before !== "data" ? `${before}Id` : last;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, of], [b, other]) => other - of || (a < b ? -1 : 1))[0]?.[0] ?? "key";
}
