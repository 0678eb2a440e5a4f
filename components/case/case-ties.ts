import type { CaseEvent } from "@/lib/api/contract/cases";

type LinkKey = { name: string; value: string };
/** An event that joined keys which nothing had joined before it. */
export type Tie = { event: CaseEvent; joined: readonly LinkKey[] };

/**
 * Which event tied which keys together, in the order in which it happened: the reason why all events of a case are one
 * case. Events of a case that repeat what is known tie nothing.
 *
 *     A ── orderId        OrderPlaced carries orderId and traceId: tie 1
 *     A ── traceId
 *     B ── traceId        PaymentReceived carries traceId and paymentId: tie 2
 *     B ── paymentId
 */
export function caseTies(trace: readonly CaseEvent[]): Tie[] {
  const parents = new Map<string, string>();
  const ties: Tie[] = [];
  for (const event of trace) {
    const links = event.keys.filter(({ role }) => role === "link");
    const joined = links.filter((key, index) => index > 0 && join(parents, links[0], key));
    const anchor = links[0];
    if (joined.length > 0 && anchor !== undefined) ties.push({ event, joined: [anchor, ...joined] });
  }
  return ties;
}

/** True when the two were not yet known to belong together. */
function join(parents: Map<string, string>, one: LinkKey | undefined, other: LinkKey): boolean {
  if (one === undefined) return false;
  const oneRoot = rootOf(parents, keyText(one));
  const otherRoot = rootOf(parents, keyText(other));
  if (oneRoot === otherRoot) return false;
  parents.set(otherRoot, oneRoot);
  return true;
}

function rootOf(parents: Map<string, string>, key: string): string {
  let root = key;
  for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
  return root;
}

/** As a person writes a key, and as the search for cases takes it. */
export function keyText({ name, value }: LinkKey): string {
  return `${name}:${value}`;
}
