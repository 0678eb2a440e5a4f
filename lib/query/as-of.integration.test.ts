import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { Event } from "@/lib/domain/event";
import { toEventId, toStreamName } from "@/lib/domain/identifiers";
import { committingOn, createEventStream } from "@/lib/ingest/projecting.test-support";
import { landscapes } from "@/lib/project/landscape.test-support";
import { said } from "@/lib/project/story.test-support";
import { readDefinitions } from "@/lib/store/read/definitions";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { readUnderWay } from "./as-of";
import { readEventMap } from "./event-map";
import { readProcessFigures } from "./process-figures";

const databases: TestDatabase[] = [];
const SAMPLES = 40;
/** Every so manyth sample takes this much longer, so that some cases last for days. */
const [STRETCHED, TIMES_LONGER] = [4, 30];
let events: readonly Event[];
let whole: TestDatabase;
before(async () => {
  const samples = fc.sample(landscapes, { numRuns: SAMPLES, seed: 20_261_124 });
  events = samples.map(apart).flatMap((sample, index) => (index % STRETCHED === 0 ? stretched(sample) : sample));
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

/** The samples are about the same few orders: here each has its own. */
function apart(sample: readonly Event[], index: number): readonly Event[] {
  return sample.map((event) => ({
    ...event,
    id: toEventId(`${index}-${event.id}`),
    stream: toStreamName(`${index}-${event.stream}`),
    keys: event.keys.map((key) => ({ ...key, value: `${index}-${key.value}` })),
  }));
}

function stretched(sample: readonly Event[]): readonly Event[] {
  const begun = Math.min(...sample.map(({ occurredAt }) => occurredAt));
  return sample.map((event) => ({ ...event, occurredAt: begun + (event.occurredAt - begun) * TIMES_LONGER }));
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

test("of the open cases those count that began before an instant and were heard of after it, however long ago they began", async () => {
  const [day, hour] = [24 * 3_600, 3_600];
  const now = 10 * day + 10 * 60;
  const open = (name: string, ...seconds: readonly number[]) =>
    seconds.map((second) => said(second, ["Clerk", name], `claim=${name}`));
  const { pool } = await projectionOf([
    ...open("begun for days", now - 5 * day, now + 2 * day),
    ...open("for days on the same day", now - 3 * day, now + 1),
    ...open("for hours", now - 5 * hour, now + hour),
    ...open("just now", now - 60, now + 61),
    ...open("silent for days", now - 5 * day + 1, now - 3 * day),
    ...open("silent for hours", now - 5 * hour + 1, now - 4 * hour),
    ...open("not begun", now + 2 * hour, now + 3 * day),
  ]);

  const found = await readUnderWay(pool, { definitionIds: null, processId: null, at: now * 1_000 });

  assert.deepEqual(
    found.are
      .flatMap((rows) => rows.flatMap(({ key }) => (key.rollup === "activity" ? [key.activity.name] : [])))
      .filter((name, index, names) => names.indexOf(name) === index)
      .sort(),
    ["begun for days", "for days on the same day", "for hours", "just now"],
  );
});
