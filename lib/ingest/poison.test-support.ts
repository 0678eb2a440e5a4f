/** Values that services really send when they should not. Each must end in quarantine, and its neighbours must not notice. */
export const POISON: Readonly<Record<string, Buffer>> = {
  "nothing at all": Buffer.alloc(0),
  "plain text": Buffer.from("order 42 was placed"),
  "cut off JSON": Buffer.from('{"type":"OrderPlacedEvent","data":{"orderId":"42"'),
  "two values": Buffer.from('{"type":"A"}{"type":"B"}'),
  XML: Buffer.from("<order id='42'/>"),
  "a bare number": Buffer.from("42"),
  "a bare text": Buffer.from('"42"'),
  null: Buffer.from("null"),
  true: Buffer.from("true"),
  "an array of numbers": Buffer.from("[1,2,3]"),
  "single quotes": Buffer.from("{'type':'OrderPlacedEvent'}"),
  "a trailing comma": Buffer.from('{"type":"OrderPlacedEvent",}'),
  NaN: Buffer.from('{"type":"OrderPlacedEvent","amount":NaN}'),
  "invalid UTF-8": Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x7d]),
  "UTF-16": Buffer.from('{"type":"OrderPlacedEvent"}', "utf16le"),
  "Avro with a schema id": Buffer.from([0, 0, 0, 0, 7, 2, 84, 10, 111, 114, 100, 101, 114]),
  gzip: Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]),
  "NUL bytes": Buffer.alloc(64),
  "random bytes": Buffer.from(Array.from({ length: 256 }, (_, index) => (index * 167 + 13) % 256)),
  "the year 50000": Buffer.from(
    '{"type":"OrderPlacedEvent","id":"y","source":"Checkout","time":"50000-01-01T00:00:00Z","data":{}}',
  ),
  "30 February": Buffer.from(
    '{"type":"OrderPlacedEvent","id":"f","source":"Checkout","time":"2026-02-30T00:00:00Z","data":{}}',
  ),
  "a time before there was one": Buffer.from(
    '{"type":"OrderPlacedEvent","id":"b","source":"Checkout","time":-62135596800000,"data":{}}',
  ),
  "10 MB": Buffer.from(`{"type":"OrderPlacedEvent","data":"${"x".repeat(10 * 1024 * 1024)}"}`),
};

/** Values that look like poison and are events: they must be projected, whatever they hold. */
export const HARMLESS: Readonly<Record<string, Buffer>> = {
  "NUL in a text": envelope({ orderId: "nul", note: "a\u0000b" }),
  "a lone surrogate": Buffer.from(
    '{"type":"OrderPlacedEvent","id":"s","source":"Checkout","time":"2026-11-22T10:00:00Z","data":{"orderId":"sur","note":"\\ud800"}}',
  ),
  __proto__: Buffer.from(
    '{"type":"OrderPlacedEvent","id":"p","source":"Checkout","time":"2026-11-22T10:00:00Z","data":{"orderId":"pro","__proto__":{"polluted":true}}}',
  ),
  "1e400": Buffer.from(
    '{"type":"OrderPlacedEvent","id":"e","source":"Checkout","time":"2026-11-22T10:00:00Z","data":{"orderId":"exp","amount":1e400}}',
  ),
  "an integer past 2^53": Buffer.from(
    '{"type":"OrderPlacedEvent","id":"i","source":"Checkout","time":"2026-11-22T10:00:00Z","data":{"orderId":9007199254740993}}',
  ),
  "100,000 levels": Buffer.from(
    `{"type":"OrderPlacedEvent","id":"h","source":"Checkout","time":"2026-11-22T10:00:00Z","data":{"orderId":"deeper","d":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`,
  ),
  "5,000 levels": Buffer.from(
    `{"type":"OrderPlacedEvent","id":"n","source":"Checkout","time":"2026-11-22T10:00:00Z","data":{"orderId":"deep","d":${"[".repeat(4_000)}${"]".repeat(4_000)}}}`,
  ),
  "a type of 5,000 letters": envelope({ orderId: "long" }, "T".repeat(5_000)),
  "a key of 20,000 letters": envelope({ orderId: "k".repeat(20_000) }),
  "a byte order mark": Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), envelope({ orderId: "bom" })]),
  "emoji and right-to-left": envelope({ orderId: "🚚‮42" }, "سفارش"),
};

/** A retail envelope of an order. */
export function envelope(
  data: Readonly<Record<string, unknown>>,
  type = "OrderPlacedEvent",
  id = JSON.stringify(data),
): Buffer {
  const traceid = `trace-${String(data["orderId"])}`;
  const time = "2026-11-22T10:00:00.000Z";
  return Buffer.from(JSON.stringify({ type, id, source: "Checkout", time, data, specversion: "1.0", traceid }));
}
