import { Failure } from "@/lib/domain/failure";

const BYTES_MAX = 5_000_000;
const DEPTH_MAX = 100;

/**
 * BPMN text that may be handed to a parser: bounded in size and depth, without a document type (it can declare entities that
 * unfold to gigabytes or name files; no BPMN tool writes one). Throws a Failure that says what and on which line.
 */
export function assertReadable(xml: string): void {
  if (Buffer.byteLength(xml) > BYTES_MAX) {
    throw new Failure(
      "too-large",
      `The diagram is larger than ${BYTES_MAX / 1_000_000} MB. Split it, or remove embedded pictures.`,
    );
  }
  const declared = /<!\s*(DOCTYPE|ENTITY)/i.exec(xml);
  if (declared !== null) {
    throw new Failure(
      "bad-request",
      `Line ${lineAt(xml, declared.index)} declares a document type or an entity, which is not read for safety. Remove the <!${declared[1]}…> declaration.`,
    );
  }
  const odd = oddCharacter(xml);
  if (odd !== null) {
    throw new Failure(
      "bad-request",
      `Line ${lineAt(xml, odd)} holds a character that no XML text has: the file is not UTF-8, or no BPMN.`,
    );
  }
  const tooDeep = firstBeyond(xml, DEPTH_MAX);
  if (tooDeep !== null) {
    throw new Failure(
      "bad-request",
      `Line ${lineAt(xml, tooDeep)} is nested deeper than ${DEPTH_MAX} elements, which no diagram is.`,
    );
  }
}

export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < index; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

/** Where a control character stands, or what is left of bytes that were no UTF-8. */
function oddCharacter(xml: string): number | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const found = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/.exec(xml);
  return found === null ? null : found.index;
}

/** Where an element is opened inside of too many others. Looks at tags alone; comments and CDATA are passed over. */
function firstBeyond(xml: string, depthMax: number): number | null {
  let depth = 0;
  for (let at = xml.indexOf("<"); at !== -1; at = xml.indexOf("<", at)) {
    const end = endOfTag(xml, at);
    if (end === -1) return null;
    depth += stepOf(xml, at, end);
    if (depth > depthMax) return at;
    at = end + 1;
  }
  return null;
}

/** One deeper, one up again, or neither. */
function stepOf(xml: string, start: number, end: number): number {
  const next = xml[start + 1];
  if (next === "/") return -1;
  return next === "!" || next === "?" || xml[end - 1] === "/" ? 0 : 1;
}

/** The last character of what begins with `<`; −1 when it never ends. */
function endOfTag(xml: string, start: number): number {
  if (xml.startsWith("<!--", start)) return endOf(xml, "-->", start + 4);
  if (xml.startsWith("<![CDATA[", start)) return endOf(xml, "]]>", start + 9);
  let index = start + 1;
  while (index < xml.length) {
    const character = xml[index] ?? "";
    if (character === ">") return index;
    const isQuote = character === '"' || character === "'";
    const closing = isQuote ? xml.indexOf(character, index + 1) : index;
    if (closing === -1) return -1;
    index = closing + 1;
  }
  return -1;
}

function endOf(xml: string, closing: string, from: number): number {
  const end = xml.indexOf(closing, from);
  return end === -1 ? -1 : end + closing.length - 1;
}
