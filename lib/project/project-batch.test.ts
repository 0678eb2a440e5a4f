import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { UNCORRELATED } from "@/lib/domain/correlation";
import type { Event } from "@/lib/domain/event";
import type { CaseState, VariantNode } from "./case-state";
import type { RollupKey, RollupRow } from "./contribution";
import { addTo } from "./contribution-algebra";
import { foldTrace } from "./fold-trace";
import { deliveries, landscapes } from "./landscape.test-support";
import { sortedBy } from "./naive-case.test-support";
import { naiveTables } from "./naive-oracle.test-support";
import { sumRows } from "./naive-rows.test-support";
import { ReferenceDatabase } from "./reference-database.test-support";
import { variantId } from "./variant-id";

/** `PROPERTY_RUNS=10000 node --import tsx --test lib/project/*.test.ts` looks harder. */
const RUNS = { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 250) };

const delivered = landscapes.chain((events) => fc.tuple(fc.constant(events), deliveries(events)));

test("whatever order, batches and repeats the events come in, the tables are the same", () => {
  fc.assert(
    fc.property(delivered, ([events, batches]) => {
      const atOnce = projected([events]);

      assert.deepEqual(projected(batches).tables(), atOnce.tables());
    }),
    RUNS,
  );
});

test("cases, states, incidents, instances and rollups are what counting from nothing gives", () => {
  fc.assert(
    fc.property(delivered, ([events, batches]) => {
      assert.deepEqual(judged(projected(batches)), naiveTables(events));
    }),
    RUNS,
  );
});

test("projected anew from the stored traces, case by case, the tables are the same", () => {
  fc.assert(
    fc.property(delivered, ([, batches]) => {
      const database = projected(batches);

      const traces = [...database.states.keys()].map((caseId) => database.traceOf(caseId));
      assert.deepEqual(projected(traces).tables(), database.tables());
    }),
    RUNS,
  );
});

test("rollups are the sum of what each case adds on its own", () => {
  fc.assert(
    fc.property(delivered, ([, batches]) => {
      const database = projected(batches);

      const sum = new Map<string, RollupRow>();
      for (const caseId of database.states.keys()) {
        addTo(sum, foldTrace(database.traceOf(caseId), variantId).contribution);
      }
      assert.deepEqual(database.rollups, sum);
    }),
    RUNS,
  );
});

test("events delivered again after everything change nothing", () => {
  fc.assert(
    fc.property(delivered, ([events, batches]) => {
      const database = projected(batches);
      const before = database.tables();

      database.project(events);

      assert.deepEqual(database.tables(), before);
    }),
    RUNS,
  );
});

test("all steps in the trie of variants that a case has gone are there", () => {
  fc.assert(
    fc.property(delivered, ([, batches]) => {
      const database = projected(batches);

      for (const caseId of database.states.keys()) {
        const { variantId: reached, activityCount } = database.state(caseId);
        const way = wayTo(database, reached);
        assert.deepEqual(
          way.map(({ depth }) => depth),
          Array.from({ length: activityCount }, (_, index) => activityCount - index),
        );
      }
    }),
    RUNS,
  );
});

function wayTo(database: ReferenceDatabase, variant: string): readonly VariantNode[] {
  if (variant === "") return [];
  const node = database.variants.get(variant);
  assert.ok(node !== undefined, `variant ${variant} is unknown`);
  return [node, ...wayTo(database, node.parentVariantId)];
}

function projected(batches: readonly (readonly Event[])[]): ReferenceDatabase {
  const database = new ReferenceDatabase();
  for (const batch of batches) database.project(batch);
  return database;
}

/** The tables in the oracle's words. */
function judged(database: ReferenceDatabase) {
  const cases = [...database.states.keys()].map((caseId) => {
    const state = database.state(caseId);
    const keyIds = [...database.keys.values()].filter((row) => row.caseId === caseId).map(({ keyId }) => keyId);
    const shared = [...database.sharedKeys.values()].filter((row) => row.caseId === caseId).map(({ keyId }) => keyId);
    return { caseId: caseId as string, keyIds: keyIds.sort(), sharedKeyIds: shared.sort(), ...judgedState(state) };
  });
  return {
    cases: sortedBy(cases, ({ caseId }) => caseId),
    rollups: sumRows(
      [...database.rollups.values()].flatMap(({ key, amounts }) =>
        Object.entries(amounts).map(([name, amount]) => [wordsOf(key), name, amount] as const),
      ),
    ),
    uncorrelated: new Set(database.events.flatMap(({ home, event }) => (home === UNCORRELATED ? [event] : []))).size,
  };
}

function judgedState(state: CaseState) {
  const { eventCount, firstAt, lastAt, process, status, endedAt, variantId } = state;
  const instances = state.instances.map(({ definitionKey: _, isStartSeen: __, ...instance }) => instance);
  const openElements = state.openElements.map(({ elementInstanceKey, elementId, definition, enteredAt }) => ({
    elementInstanceKey,
    elementId,
    definition,
    enteredAt,
  }));
  const incidents = state.incidents.map(
    ({ elementInstanceKey: _, errorType: __, message: ___, jobKey: ____, ...incident }) => incident,
  );
  return {
    ...{ eventCount, firstAt, lastAt, process, status, endedAt, variantId },
    instances: sortedBy(instances, ({ processInstanceKey }) => processInstanceKey),
    openElements: sortedBy(openElements, ({ elementInstanceKey }) => elementInstanceKey),
    incidents: sortedBy(incidents, ({ incidentKey }) => incidentKey),
  };
}

function wordsOf(key: RollupKey): readonly unknown[] {
  const activity = ({ kind, producer, name, channel }: { [word: string]: string }) => [kind, producer, name, channel];
  switch (key.rollup) {
    case "activity":
      return ["activity", key.process, activity(key.activity), key.hour];
    case "edge":
      return ["edge", key.process, activity(key.from), activity(key.to), key.kind, key.hour];
    case "edge-duration":
      return ["edge-duration", key.process, activity(key.from), activity(key.to), key.kind, key.hour, key.bucket];
    case "element":
      return ["element", key.definition, key.elementId, key.hour];
    case "element-duration":
      return ["element-duration", key.definition, key.elementId, key.hour, key.bucket];
    case "flow":
      return ["flow", key.definition, key.flowId, key.hour];
    case "instance":
      return ["instance", key.definition, key.hour];
    case "case":
      return ["case", key.process, key.hour];
    case "case-duration":
      return ["case-duration", key.process, key.hour, key.bucket];
    case "variant":
      return ["variant", key.process, key.variantId, key.hour];
  }
}
