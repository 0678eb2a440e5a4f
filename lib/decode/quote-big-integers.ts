/** Some run of digits that may be an integer beyond 2^53 - 1 = 9007199254740991. */
const MAY_BE_UNSAFE = /9\d{15}|[1-8]\d{16}/;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const BIG_INTEGER = /^-?[1-9]\d{15,}$/;
const SHORTEST_BIG_INTEGER = 16;

/**
 * Turns integers of 16 digits and more into strings, in JSON text, outside its strings. Engine keys exceed 2^53 from
 * partition 4 on and come as numbers. lossless-json, which the tests compare with, costs five to ten times JSON.parse;
 * this costs one search where no such integer is, and two thirds of JSON.parse where there are some. Text that is not
 * JSON stays so.
 */
export function quoteBigIntegers(json: string): string {
  if (!MAY_BE_UNSAFE.test(json)) return json;
  let result = "";
  let at = 0;
  while (at < json.length) {
    const quote = json.indexOf('"', at);
    const end = quote === -1 ? json.length : quote;
    result += end - at < SHORTEST_BIG_INTEGER ? json.slice(at, end) : quoteOutsideStrings(json.slice(at, end));
    at = quote === -1 ? end : endOfString(json, quote);
    result += json.slice(end, at);
  }
  return result;
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
