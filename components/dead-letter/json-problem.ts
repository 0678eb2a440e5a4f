/** What is wrong with a text that is to be JSON; null when nothing is. */
export function jsonProblem(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    if (position === undefined) return "It is not JSON: it ends too early.";
    const before = text.slice(0, Number(position)).split("\n");
    return `It is not JSON: line ${before.length}, character ${(before.at(-1)?.length ?? 0) + 1}.`;
  }
}

/** Easier to read, where it is JSON whose numbers lose no digit by it; else as it is. */
export function spread(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text.trim() ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}

const SIZE_MAX = 1_000_000;

export function sizeProblem(text: string): string | null {
  return text.length > SIZE_MAX ? "It is larger than 1 MB." : null;
}
