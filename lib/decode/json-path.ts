const STEP = /\.([A-Za-z0-9_-]+)|\[(\d+)\]/g;

/** `$.a.b[0]` as its steps. */
export function toSteps(path: string): readonly (string | number)[] {
  return [...path.matchAll(STEP)].map(([, name, index]) => name ?? Number(index));
}

/**
 * What stands at the path, or undefined. Own properties of objects and elements of arrays only: `__proto__`,
 * `constructor` and `length` are found where the data itself has them, and nowhere else.
 */
export function readPath(root: unknown, steps: readonly (string | number)[]): unknown {
  let value = root;
  for (const step of steps) {
    value = typeof step === "number" ? elementAt(value, step) : property(value, step);
    if (value === undefined) return undefined;
  }
  return value;
}

export type JsonObject = { readonly [name: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function property(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function elementAt(value: unknown, index: number): unknown {
  return Array.isArray(value) ? value[index] : undefined;
}
