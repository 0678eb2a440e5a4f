/** The first integer that a number cannot hold is 9007199254740992: 16 digits. */
const SHORTEST = 16;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const BIG_INTEGER = /^-?[1-9]\d{15,}$/;

/**
 * Turns integers of 16 digits and more into strings, in JSON text, outside its strings, if one of them may be beyond
 * 2^53. Engine keys are from partition 4 on, and come as numbers. Text that is not JSON stays so.
 */
export function quoteBigIntegers(json: string): string {
  if (!mayHoldUnsafeInteger(json)) return json;
  let result = "";
  let at = 0;
  while (at < json.length) {
    const quote = json.indexOf('"', at);
    const end = quote === -1 ? json.length : quote;
    result += end - at < SHORTEST ? json.slice(at, end) : quoteOutsideStrings(json.slice(at, end));
    at = quote === -1 ? end : endOfString(json, quote);
    result += json.slice(end, at);
  }
  return result;
}

/**
 * Whether some run of digits may be an integer beyond 2^53. A run that long has a digit at a place that is a multiple of
 * 16, so only those are looked at: a tenth of what a regular expression costs, which would cost as much as JSON.parse.
 */
function mayHoldUnsafeInteger(json: string): boolean {
  for (let probe = SHORTEST - 1; probe < json.length; probe += SHORTEST) {
    if (!isDigit(json.charCodeAt(probe))) continue;
    let start = probe;
    while (isDigit(json.charCodeAt(start - 1))) start -= 1;
    let end = probe + 1;
    while (isDigit(json.charCodeAt(end))) end += 1;
    if (end - start > SHORTEST || (end - start === SHORTEST && json[start] === "9")) return true;
    // The probes inside of this run have nothing to add.
    probe += Math.floor((end - 1 - probe) / SHORTEST) * SHORTEST;
  }
  return false;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function quoteOutsideStrings(json: string): string {
  return json.replace(NUMBER, (token, offset: number) => {
    if (!BIG_INTEGER.test(token)) return token;
    // `{1234567890123456: 1}` is not JSON and must not become it.
    return /^\s*:/.test(json.slice(offset + token.length)) ? token : `"${token}"`;
  });
}

/** The place behind the closing quote: the first one that is not escaped by an odd number of backslashes. */
function endOfString(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (json[quote - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return json.length;
}
