import assert from "node:assert/strict";
import { correlate } from "@/lib/correlate/correlate";
import { gatherKeys } from "@/lib/correlate/gather-keys";
import { rememberKeyIds } from "@/lib/correlate/key-id";
import type { Correlation, LinkKeyRow, SharedKeyRow } from "@/lib/domain/correlation";
import type { Event } from "@/lib/domain/event";
import type { CaseId } from "@/lib/domain/identifiers";
import type { ProjectedBatch, ProjectedCase } from "./batch";
import type { CaseState, VariantNode } from "./case-state";
import type { RollupRow } from "./contribution";
import { addTo } from "./contribution-algebra";
import { planBatch } from "./plan-batch";
import { projectBatch } from "./project-batch";
import { rememberVariantIds } from "./variant-id";

const SMALL_MEMORY = 8;

/** Executes what `correlate` and `projectBatch` say, as the store does, on maps. States pass through JSON as they do there. */
export class ReferenceDatabase {
  readonly keys = new Map<string, LinkKeyRow>();
  readonly sharedKeys = new Map<string, SharedKeyRow>();
  readonly events: { readonly home: CaseId; readonly event: Event }[] = [];
  readonly states = new Map<CaseId, string>();
  readonly instances = new Map<string, unknown>();
  readonly incidents = new Map<string, unknown>();
  readonly openElements = new Map<string, unknown>();
  readonly rollups = new Map<string, RollupRow>();
  readonly variants = new Map<string, VariantNode>();
  /** Cases whose trace was read, over all batches. */
  tracesRead = 0;
  /** Caches that forget nearly all, so that forgetting is tried, too. */
  readonly #toKeyId = rememberKeyIds(SMALL_MEMORY);
  readonly #toVariantId = rememberVariantIds(SMALL_MEMORY);

  project(batch: readonly Event[]): void {
    const gathered = gatherKeys(batch, this.#toKeyId);
    const known = this.#readKnown(gathered.keyIds);
    const correlation = correlate(gathered, known);
    const states = this.#readStates(correlation.cases.flatMap(({ before }) => before));
    const plan = planBatch(correlation.cases, states, this.#toVariantId);
    const traces = new Map(plan.tracesToRead.map((caseId) => [caseId, this.traceOf(caseId)]));
    this.tracesRead += traces.size;
    const projected = projectBatch(plan, traces);
    assert.deepEqual(projectBatch(plan, traces), projected, "asked again it says the same");
    this.#moveKeys(correlation);
    for (const [index, event] of batch.entries()) {
      this.events.push({ home: correlation.caseIds[index] as CaseId, event });
    }
    this.#write(projected);
  }

  traceOf(caseId: CaseId): readonly Event[] {
    return this.events.flatMap(({ home, event }) => (this.keys.get(home)?.caseId === caseId ? [event] : []));
  }

  state(caseId: CaseId): CaseState {
    return JSON.parse(this.states.get(caseId) ?? "null") as CaseState;
  }

  /** All that must not depend on how the events came; homes of events may. */
  tables(): unknown {
    const sorted = (table: ReadonlyMap<string, unknown>) => [...table].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      keys: sorted(this.keys),
      sharedKeys: sorted(this.sharedKeys),
      states: sorted(this.states),
      instances: sorted(this.instances),
      incidents: sorted(this.incidents),
      openElements: sorted(this.openElements),
      rollups: sorted(this.rollups),
    };
  }

  #readKnown(keyIds: readonly string[]): readonly LinkKeyRow[] {
    const rows = keyIds.flatMap((keyId) => this.keys.get(keyId) ?? []);
    const leading = [...new Set(rows.map(({ caseId }) => caseId))].map((caseId) => this.keys.get(caseId) as LinkKeyRow);
    return [...rows, ...leading];
  }

  #readStates(caseIds: readonly CaseId[]): ReadonlyMap<CaseId, CaseState> {
    return new Map(caseIds.map((caseId) => [caseId, this.state(caseId)]));
  }

  #moveKeys({ merges, newKeys, loweredKeys, sharedKeys }: Correlation): void {
    const winners = new Map(merges.flatMap(({ winner, losers }) => losers.map((loser) => [loser, winner] as const)));
    for (const [keyId, row] of this.keys) {
      this.keys.set(keyId, { ...row, caseId: winners.get(row.caseId) ?? row.caseId });
    }
    for (const [place, row] of [...this.sharedKeys]) {
      const caseId = winners.get(row.caseId) ?? row.caseId;
      this.sharedKeys.delete(place);
      this.sharedKeys.set(caseId + row.keyId, { ...row, caseId });
    }
    for (const row of newKeys) {
      assert.ok(!this.keys.has(row.keyId), "a new key is new");
      this.keys.set(row.keyId, row);
    }
    for (const row of loweredKeys) this.keys.set(row.keyId, row);
    for (const row of sharedKeys) this.sharedKeys.set(row.caseId + row.keyId, row);
  }

  #write({ cases, change, variantNodes }: ProjectedBatch): void {
    for (const { absorbed } of cases) for (const caseId of absorbed) this.#deleteCase(caseId);
    for (const theCase of cases) this.#writeCase(theCase);
    addTo(this.rollups, change);
    for (const node of variantNodes) this.variants.set(node.variantId, node);
  }

  #deleteCase(caseId: CaseId): void {
    this.states.delete(caseId);
    for (const table of [this.instances, this.incidents, this.openElements]) {
      for (const place of table.keys()) if (place.startsWith(caseId)) table.delete(place);
    }
  }

  #writeCase({ caseId, state, instances, incidents, openElements, closedElements }: ProjectedCase): void {
    this.states.set(caseId, JSON.stringify(state));
    for (const instance of instances) this.instances.set(caseId + instance.processInstanceKey, instance);
    for (const incident of incidents) this.incidents.set(caseId + incident.incidentKey, incident);
    for (const key of closedElements) this.openElements.delete(caseId + key);
    for (const element of openElements) this.openElements.set(caseId + element.elementInstanceKey, element);
  }
}
