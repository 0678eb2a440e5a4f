/** The name of a process in its diagram, read without building a tree: a diagram of a megabyte must not cost a second. */
export function definitionName(bpmnXml: string, bpmnProcessId: string): string {
  for (const [tag] of bpmnXml.matchAll(/<(?:[\w.-]+:)?process\s[^>]*>/g)) {
    if (attribute(tag, "id") === bpmnProcessId) return attribute(tag, "name") ?? "";
  }
  return "";
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? null : withoutEntities(value).replace(/\s+/g, " ").trim();
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hexadecimal, word) => {
    if (word !== undefined) return ENTITIES[String(word)] ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hexadecimal), 16) : Number(decimal);
    return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : " ";
  });
}
