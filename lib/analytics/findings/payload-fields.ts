export const FIELDS_MAX = 200;
const DEPTH_MAX = 3;

/** Paths of a JSON object with the type of what is there; elements of lists share a path. Null: no JSON object. */
export function fieldsOf(payload: string): ReadonlyMap<string, string> | null {
  try {
    const value: unknown = JSON.parse(payload);
    if (typeOf(value) !== "object") return null;
    const fields = new Map<string, string>();
    collect(value, "$", { fields, depth: 0 });
    return fields;
  } catch {
    return null;
  }
}

function collect(
  value: unknown,
  path: string,
  at: { readonly fields: Map<string, string>; readonly depth: number },
): void {
  if (at.depth >= DEPTH_MAX || at.fields.size >= FIELDS_MAX || typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    const innerPath = `${path}.${name}`;
    at.fields.set(innerPath, typeOf(inner));
    collect(inner, innerPath, { fields: at.fields, depth: at.depth + 1 });
  }
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}
