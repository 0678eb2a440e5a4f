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
 * The store executes it inside the transaction of the batch, each step one statement over a set:
 *
 * 1. `gatherKeys(events, toKeyId)`; its `keyIds` are the batch's distinct LINK keys, sorted.
 * 2. Read `known`: the rows of those keys, and the row of the leading key of each case that they name:
 *    `… from correlation_key where key_id = any(ids)`, then `… where key_id = any(case ids of the first) order by key_id for
 *    update`. A case's id is the id of its leading key, so locking that row locks the case: whoever adds a key to a case,
 *    merges it or projects it holds this lock.
 * 3. Read the batch's keys once more (without lock). If one of them now names a case that is not locked, somebody merged
 *    or added keys meanwhile: go back to 2 with what was read. Once nothing moved, nothing can move until the commit.
 * 4. `correlate(gathered, known)`.
 * 5. Read states of `before` of all `cases`, and the traces that `planBatch` asks for, **before** keys move: the trace of a
 *    case is `event where case_id in (select key_id from correlation_key where case_id = X)`.
 * 6. For each of `merges`: `update correlation_key set case_id = winner where case_id = any(losers)`; the rows of losers in
 *    case_shared_key become rows of the winner (the same key twice is one row), and what `projectBatch` says of `absorbed`.
 * 7. Insert `newKeys` `on conflict do nothing`. Fewer rows inserted than sent: another worker inserted the same key first
 *    (the insert waited for its commit); roll back to a savepoint before 6 and go back to 2. Set the priority of
 *    `loweredKeys`. Insert `sharedKeys` `on conflict do nothing`.
 *
 * All lists are sorted by id, so workers lock in one order. Where they still deadlock (a repeated step 2), PostgreSQL
 * ends one of them and its batch is run again. Events are never rewritten by a merge: they keep the case id that they
 * were appended under, which is the id of one of the case's keys for ever.
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
