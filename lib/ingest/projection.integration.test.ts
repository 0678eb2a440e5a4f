import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import fc from "fast-check";
import type { Event } from "@/lib/domain/event";
import { deliveries, landscapes } from "@/lib/project/landscape.test-support";
import { readProjection } from "@/lib/store/table-hash.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { committingOn, createEventStream, emptyProjection } from "./projecting.test-support";

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());
beforeEach(() => emptyProjection(database.pool));

type Batches = readonly (readonly Event[])[];

async function projectionOf(batches: Batches, streams = 1) {
  await emptyProjection(database.pool);
  const committing = committingOn(database.pool);
  const taking = await Promise.all(
    Array.from({ length: streams }, (_, index) => createEventStream(committing, `orders/${index}`)),
  );
  await Promise.all(
    taking.map(async (stream, index) => {
      for (const batch of batches.filter((_, place) => place % streams === index)) await stream.take(batch);
    }),
  );
  return readProjection(database.pool);
}

const delivered = landscapes.chain((events) => fc.tuple(fc.constant(events), deliveries(events)));
const RUNS = { numRuns: 12 };

test("whatever order, batches and repeats the events come in, every table is the same", async () => {
  await fc.assert(
    fc.asyncProperty(delivered, async ([events, batches]) => {
      const atOnce = await projectionOf([events]);

      assert.deepEqual(await projectionOf(batches), atOnce);
    }),
    RUNS,
  );
});

test("four workers that meet in the same cases make what one makes", async () => {
  await fc.assert(
    fc.asyncProperty(delivered, async ([events, batches]) => {
      const atOnce = await projectionOf([events]);

      assert.deepEqual(await projectionOf(batches.flatMap(halves), 4), atOnce);
    }),
    RUNS,
  );
});

/** Smaller batches, so that the workers come in between each other. */
function halves(batch: readonly Event[]): Batches {
  const middle = batch.length >> 1;
  return [batch.slice(0, middle), batch.slice(middle)].filter((part) => part.length > 0);
}
