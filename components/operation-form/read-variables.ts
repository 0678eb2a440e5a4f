const BYTES_MAX = 1_000_000;

export type ReadVariables = { readonly variables: Readonly<Record<string, unknown>> } | { readonly whyNot: string };

/** Variables as somebody wrote them: an object in JSON, of 1 MB at most, whose numbers lose no digit on their way. */
export function readVariables(text: string): ReadVariables {
  if (text.length > BYTES_MAX) return { whyNot: "It is larger than 1 MB, which is the most that can be sent." };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return { whyNot: 'Write an object: { "name": value }.' };
    }
    const lost = numberThatLosesDigits(text);
    if (lost !== null) return { whyNot: `${lost} would lose digits on its way: write it as text, in quotes.` };
    return { variables: value as Readonly<Record<string, unknown>> };
  } catch (error) {
    return { whyNot: `It is not JSON yet${placeOf(text, error)}.` };
  }
}

const STRINGS = /"(?:[^"\\]|\\.)*"/g;

function numberThatLosesDigits(json: string): string | null {
  const numbers = json.replace(STRINGS, '""').match(/-?\d{16,}(?![\d.eE])/g) ?? [];
  return numbers.find((number) => !Number.isSafeInteger(Number(number))) ?? null;
}

function placeOf(text: string, error: unknown): string {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  if (position === undefined) return "";
  const lines = text.slice(0, Number(position)).split("\n");
  return `: line ${lines.length}, character ${(lines.at(-1)?.length ?? 0) + 1}`;
}

/** The text with one more variable, or with its value as it is now. A text that is not JSON stays as it is. */
export function withVariable(text: string, { name, value }: { name: string; value: string }): string {
  const read = readVariables(text.trim() === "" ? "{}" : text);
  if ("whyNot" in read) return text;
  const variables = new Map(Object.entries(read.variables));
  variables.set(name, fromJson(value));
  return JSON.stringify(Object.fromEntries(variables), null, 2);
}

/** Values of the projection are JSON; what is hidden from a role, or cut, is not. */
function fromJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
