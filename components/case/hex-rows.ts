/** Bytes of what the API hands over: text is UTF-8, all else comes as base64. */
export function bytesOf(payload: string, encoding: "utf-8" | "base64"): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(payload);
  return Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
}

export type HexRow = { readonly offset: string; readonly hex: string; readonly text: string };

/** One line of a hex view. What is not printable ASCII is a dot. */
export function hexRow(bytes: Uint8Array, index: number, width: number): HexRow {
  const part = bytes.subarray(index * width, (index + 1) * width);
  return {
    offset: (index * width).toString(16).padStart(8, "0"),
    hex: Array.from(part, (byte) => byte.toString(16).padStart(2, "0")).join(" "),
    text: Array.from(part, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join(""),
  };
}
