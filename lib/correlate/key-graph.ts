import type { LinkKeyRow } from "@/lib/domain/correlation";
import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { CaseId } from "@/lib/domain/identifiers";
import { Components } from "./components";
import type { GatheredKey, GatheredKeys } from "./gather-keys";

/** A LINK key of the batch, or the leading key of a case that such a key belongs to. */
export type KeyNode = Omit<CorrelationKey, "role"> & {
  readonly keyId: string;
  /** The case that it belonged to before the batch; null: a new key. */
  readonly before: CaseId | null;
  /** It came with a smaller priority than the one stored. */
  readonly isLowered: boolean;
};

/** Nodes are the batch's keys at their places in `gathered.links`, then the leading keys. */
export type KeyGraph = { readonly nodes: readonly KeyNode[]; readonly components: Components };

/** Two keys are tied by an event that carries both, or by having been in the same case before. */
export function buildKeyGraph({ links, linksOf }: GatheredKeys, known: readonly LinkKeyRow[]): KeyGraph {
  const stored = new Map(known.map((row) => [row.keyId, row]));
  const nodes = links.map((link) => toBatchNode(link, stored.get(link.keyId)));
  refuseUnread(known, stored);
  for (const { keyId } of links) stored.delete(keyId);
  for (const row of stored.values()) nodes.push({ ...row, before: row.caseId, isLowered: false });
  const components = new Components(nodes.length);
  tieCases(nodes, components);
  for (const places of linksOf) {
    for (let index = 1; index < places.length; index += 1) components.union(places[0] ?? 0, places[index] ?? 0);
  }
  return { nodes, components };
}

function toBatchNode({ keyId, key }: GatheredKey, stored: LinkKeyRow | undefined): KeyNode {
  const { scope, name, value } = key;
  if (stored === undefined)
    return { keyId, scope, name, value, priority: key.priority, before: null, isLowered: false };
  const priority = Math.min(key.priority, stored.priority);
  return { keyId, scope, name, value, priority, before: stored.caseId, isLowered: priority < stored.priority };
}

/** Without a case's leading key its id would be made of another one. */
function refuseUnread(known: readonly LinkKeyRow[], stored: ReadonlyMap<string, LinkKeyRow>): void {
  for (const { keyId, caseId } of known) {
    if (!stored.has(caseId)) throw new Error(`key ${keyId} was read, but not the leading key of its case ${caseId}`);
  }
}

function tieCases(nodes: readonly KeyNode[], components: Components): void {
  const anyOf = new Map<CaseId, number>();
  for (const [node, { before }] of nodes.entries()) {
    if (before === null) continue;
    const other = anyOf.get(before);
    if (other === undefined) anyOf.set(before, node);
    else components.union(other, node);
  }
}
