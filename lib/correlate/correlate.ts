import {
  type CaseMerge,
  type CorrelatedCase,
  type Correlation,
  type LinkKeyRow,
  type SharedKeyRow,
  UNCORRELATED,
} from "@/lib/domain/correlation";
import type { Event } from "@/lib/domain/event";
import { compareText } from "@/lib/domain/event-order";
import { type CaseId, toCaseId } from "@/lib/domain/identifiers";
import type { GatheredKeys } from "./gather-keys";
import { buildKeyGraph, type KeyGraph, type KeyNode } from "./key-graph";
import { compareKeyOrder } from "./key-order";

/**
 * Which case each event of a batch belongs to. A case is a connected component of events over LINK keys; its id is the id
 * of its smallest key by (priority, name, value, scope), so that no order of arrival can change it.
 *
 * The store executes it inside the transaction of the batch, each step one statement over a set, lists sorted by id so that
 * workers lock in one order:
 *
 * 1. `gatherKeys(events, toKeyId)`; its `keyIds` are the batch's distinct LINK keys.
 * 2. Read the rows of those keys, then lock the cases that they name. A case's lock is held by whoever projects it, adds a
 *    key to it or merges it, until the commit. A case that is gone once it is locked became another one: back to 2.
 * 3. `known` = those rows and, read under the lock, the leading key of each case: the row whose id is the case's id.
 * 4. `correlate(gathered, known)`.
 * 5. Read the states of `before` of all `cases` and the traces that `planBatch` asks for, **before** keys move: the trace of
 *    a case is `event where case_id in (select key_id from correlation_key where case_id = X)`.
 * 6. Copy in `newKeys`. A unique violation: another worker has inserted one of them (we waited for its commit), and what was
 *    correlated without knowing that is void: back to the savepoint, and to 2.
 * 7. For `merges`: `update correlation_key set case_id = winner where case_id = any(losers)`, and SHARED keys of losers
 *    become keys of the winner, the same one twice being one row. Set the priority of `loweredKeys`, insert `sharedKeys` `on
 *    conflict do nothing`, and of what `projectBatch` says delete the rows of `absorbed` first.
 *
 * Where two workers still deadlock (by way of new keys), PostgreSQL ends one, and its batch is run again. Events are never
 * rewritten by a merge: they keep the case id that they were appended under, which is the id of one of the case's keys for
 * ever.
 */
export function correlate(gathered: GatheredKeys, known: readonly LinkKeyRow[]): Correlation {
  const graph = buildKeyGraph(gathered, known);
  const groups = groupByComponent(graph);
  const groupOf = (node: number): Group => at(groups, graph.components.find(node));
  const caseIds = gathered.linksOf.map(([first], index) => {
    if (first === undefined) return UNCORRELATED;
    const group = groupOf(first);
    group.events.push(at(gathered.events, index));
    return caseIdOf(group);
  });
  const rowsWhere = (holds: (node: KeyNode) => boolean): LinkKeyRow[] =>
    graph.nodes
      .flatMap((node, place) => (holds(node) ? [toKeyRow(node, caseIdOf(groupOf(place)))] : []))
      .sort((a, b) => compareText(a.keyId, b.keyId));
  const cases = [...new Set(groups)].flatMap(toCase).sort((a, b) => compareText(a.caseId, b.caseId));
  return {
    caseIds,
    cases,
    newKeys: rowsWhere(({ before }) => before === null),
    loweredKeys: rowsWhere(({ isLowered }) => isLowered),
    merges: cases.flatMap(toMerge),
    sharedKeys: toSharedKeys(gathered, caseIds),
  };
}

type Group = { leading: KeyNode; readonly before: Set<CaseId>; readonly events: Event[] };

/** At the place of each component's root its group; other places hold none. */
function groupByComponent({ nodes, components }: KeyGraph): (Group | undefined)[] {
  const groups: (Group | undefined)[] = new Array(nodes.length);
  for (const [place, node] of nodes.entries()) {
    const root = components.find(place);
    const group = groups[root];
    if (group === undefined) groups[root] = { leading: node, before: new Set(), events: [] };
    else if (compareKeyOrder(node, group.leading) < 0) group.leading = node;
    if (node.before !== null) groups[root]?.before.add(node.before);
  }
  return groups;
}

function caseIdOf({ leading }: Group): CaseId {
  return toCaseId(leading.keyId);
}

function at<Item>(items: readonly (Item | undefined)[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`nothing at ${index} of ${items.length}`);
  return item;
}

function toKeyRow({ keyId, scope, name, value, priority }: KeyNode, caseId: CaseId): LinkKeyRow {
  return { keyId, caseId, scope, name, value, priority };
}

/** A group without events holds cases that were read, but that no event of the batch belongs to. */
function toCase(group: Group | undefined): CorrelatedCase[] {
  if (group === undefined || group.events.length === 0) return [];
  const caseId = caseIdOf(group);
  const before = [...group.before].sort(compareText);
  return [{ caseId, before, leadingKey: toKeyRow(group.leading, caseId), events: group.events }];
}

function toMerge({ caseId, before }: CorrelatedCase): CaseMerge[] {
  const losers = before.filter((id) => id !== caseId);
  return losers.length === 0 ? [] : [{ winner: caseId, losers }];
}

function toSharedKeys({ sharedOf }: GatheredKeys, caseIds: readonly CaseId[]): SharedKeyRow[] {
  const rows = new Map<string, SharedKeyRow>();
  for (const [index, found] of sharedOf.entries()) {
    const caseId = at(caseIds, index);
    if (caseId === UNCORRELATED) continue;
    for (const { keyId, key } of found) {
      rows.set(caseId + keyId, { keyId, caseId, scope: key.scope, name: key.name, value: key.value });
    }
  }
  return [...rows].sort(([a], [b]) => compareText(a, b)).map(([, row]) => row);
}
