const INTEGER_MAX = 0x7fffffff;

type TypedValue = { readonly value: unknown; readonly type: string };

/** JSON values with the types that the engine wants to be told. Objects need an engine with Spin, and it says so if not. */
export function toTypedVariables(variables: Readonly<Record<string, unknown>>): Readonly<Record<string, TypedValue>> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, toTypedValue(value)]));
}

function toTypedValue(value: unknown): TypedValue {
  if (value === null || value === undefined) return { value: null, type: "Null" };
  if (typeof value === "string") return { value, type: "String" };
  if (typeof value === "boolean") return { value, type: "Boolean" };
  if (typeof value !== "number") return { value: JSON.stringify(value), type: "Json" };
  if (!Number.isInteger(value)) return { value, type: "Double" };
  return { value, type: Math.abs(value) <= INTEGER_MAX ? "Integer" : "Long" };
}
