import { type CorrelationKey, KEY_PRIORITY, type KeyRole } from "@/lib/domain/correlation-key";
import { property } from "./json-path";
import { toKeyValue } from "./key-value";

/** Something that may be a correlation key, before its value is judged. */
export type FoundKey = {
  readonly name: string;
  readonly value: unknown;
  readonly role: KeyRole | "ignore";
  readonly priority: number;
};

/**
 * The keys among what was found: placeholders and what is to be ignored are none, a repeated one counts once. A name of
 * `shared` never ties, whatever was said of it.
 */
export function toKeys(
  scope: string,
  found: readonly FoundKey[],
  shared: readonly string[] = [],
): readonly CorrelationKey[] {
  const keys: CorrelationKey[] = [];
  for (const { name, value: raw, role: said, priority } of found) {
    const role = said === "link" && shared.includes(name) ? "shared" : said;
    const value = role === "ignore" ? null : toKeyValue(raw);
    if (role === "ignore" || value === null) continue;
    if (keys.some((key) => key.name === name && key.value === value)) continue;
    keys.push({ scope, name, value, role, priority });
  }
  return keys;
}

export function linkKey(name: string, value: unknown, priority: number): FoundKey {
  return { name, value, role: "link", priority };
}

/** Spellings of the four names that say by themselves that they tie events together; any other has to be declared. */
const CLEAR_NAMES = [
  { name: "orderId", spellings: ["orderId", "orderid"], priority: KEY_PRIORITY.business },
  { name: "businessKey", spellings: ["businessKey", "businesskey"], priority: KEY_PRIORITY.business },
  { name: "traceId", spellings: ["traceId", "traceid"], priority: KEY_PRIORITY.trace },
  { name: "correlationId", spellings: ["correlationId", "correlationid"], priority: KEY_PRIORITY.correlation },
];

/** All keys that stand under a clear name in one of the given objects. */
export function clearKeys(objects: readonly unknown[]): readonly FoundKey[] {
  const found: FoundKey[] = [];
  for (const { name, spellings, priority } of CLEAR_NAMES) {
    for (const spelling of spellings) {
      for (const object of objects) {
        const value = property(object, spelling);
        if (value !== undefined) found.push(linkKey(name, value, priority));
      }
    }
  }
  return found;
}

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;

/** The trace id of a W3C `traceparent`. */
export function traceparentKeys(traceparent: unknown): readonly FoundKey[] {
  const traceId = typeof traceparent === "string" ? TRACEPARENT.exec(traceparent)?.[1] : undefined;
  return traceId === undefined ? [] : [linkKey("traceId", traceId, KEY_PRIORITY.trace)];
}
