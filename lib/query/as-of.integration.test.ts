import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { Event } from "@/lib/domain/event";
import { committingOn, createEventStream } from "@/lib/ingest/projecting.test-support";
import { landscapes } from "@/lib/project/landscape.test-support";
import { readDefinitions } from "@/lib/store/read/definitions";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { readEventMap } from "./event-map";
import { readProcessFigures } from "./process-figures";

const databases: TestDatabase[] = [];
const SAMPLES = 40;
let events: readonly Event[];
let whole: TestDatabase;
before(async () => {
  events = fc.sample(landscapes, { numRuns: SAMPLES, seed: 20_261_124 }).flat();
  whole = await projectionOf(events);
});
after(async () => {
  for (const database of databases) await database.stop();
});

async function projectionOf(some: readonly Event[]): Promise<TestDatabase> {
  const database = await startTestDatabase();
  databases.push(database);
  const stream = await createEventStream(committingOn(database.pool), "orders/0");
  await stream.take(some);
  return database;
}

/** Nodes and edges with all that is counted of them, by name. */
async function mapOf({ pool }: TestDatabase, at?: number) {
  const asked = at === undefined ? {} : { at: new Date(at).toISOString() };
  const map = await readEventMap(pool, { activities: 1, edges: 1, ...asked }, Date.UTC(2100, 0));
  const nameOf = new Map(
    map.nodes.map(({ id, producer, activity, channel }) => [id, `${producer} ${activity} ${channel}`]),
  );
  return {
    nodes: map.nodes.map(({ id, count, start, end }) => `${nameOf.get(id)}: ${count} ${start} ${end}`).sort(),
    edges: map.edges
      .map(
        ({ from, to, kind, count, p50, p90 }) =>
          `${nameOf.get(from)} → ${nameOf.get(to)}: ${kind} ${count} ${p50} ${p90}`,
      )
      .sort(),
  };
}

async function figuresOf({ pool }: TestDatabase, at?: number) {
  const definitions = await readDefinitions(pool);
  const filter = at === undefined ? {} : { at: new Date(at).toISOString() };
  const figures = await readProcessFigures(pool, {
    scope: { kind: "model", id: "all", definitions },
    filter,
    now: Date.UTC(2100, 0),
  });
  const something = figures.sums.filter(({ entered, completed, terminated, incidentsOpened }) =>
    [entered, completed, terminated, incidentsOpened].some((count) => count !== 0),
  );
  return {
    sums: something.sort((a, b) => (a.elementId < b.elementId ? -1 : 1)),
    durations: figures.durations.map(({ id, bucket, count }) => `${id} ${bucket} ${count}`).sort(),
    flows: figures.flows.map(({ flowId, count }) => `${flowId} ${count}`).sort(),
  };
}

const isLateInHour = (time: number) => time % 3_600_000 >= 1_800_000;
const instants = () => {
  const times = [...new Set(events.map(({ occurredAt }) => occurredAt))].sort((a, b) => a - b);
  const spread = [0.05, 0.35, 0.65, 0.95].map((share) => times[Math.floor(share * times.length)] ?? 0);
  // Reckoned from the hour before, and from the hour after.
  const [early, late] = [times.filter((time) => !isLateInHour(time)), times.filter(isLateInHour)];
  return [...spread, early[early.length >> 1] ?? 0, late[late.length >> 1] ?? 0];
};

test("what a diagram and the event map show as of an instant is what a projection of the events up to it shows", async () => {
  for (const at of instants()) {
    const then = await projectionOf(events.filter(({ occurredAt }) => occurredAt <= at));

    assert.deepEqual(await figuresOf(whole, at), await figuresOf(then), new Date(at).toISOString());
    assert.deepEqual(await mapOf(whole, at), await mapOf(then), new Date(at).toISOString());
  }
  assert.ok((await figuresOf(whole)).sums.length > 0);
});
