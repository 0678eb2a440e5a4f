import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type CorrelationKey, KEY_PRIORITY } from "@/lib/domain/correlation-key";
import type { Event, EventBody } from "@/lib/domain/event";
import {
  toElementInstanceKey,
  toEventId,
  toProcessInstanceKey,
  toSourceName,
  toStreamName,
} from "@/lib/domain/identifiers";
import { committingOn, createEventStream } from "@/lib/ingest/projecting.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { readJobWorkerRadius, readJobWorkers } from "./job-workers";

const HOUR_MS = 3_600_000;
const NOW = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
const ENGINE = toSourceName("engine");
const DEFINITION = { source: ENGINE, tenant: "", bpmnProcessId: "trip", version: 1 };
const task = (id: string, name: string, type: string) =>
  `<bpmn:serviceTask id="${id}" name="${name}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}"/></bpmn:extensionElements></bpmn:serviceTask>`;
const XML = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d">
  <bpmn:process id="trip" isExecutable="true">${task("car", "Book car", "book-car")}${task("hotel", "Book hotel", "book-hotel")}</bpmn:process></bpmn:definitions>`;

let database: TestDatabase;
let position = 0;
before(async () => {
  database = await startTestDatabase();
  const stream = await createEventStream(committingOn(database.pool), "zeebe/0");
  await stream.take([
    told(
      {
        kind: "definition.deployed",
        definition: DEFINITION,
        definitionKey: "1",
        resourceName: "trip.bpmn",
        bpmnXml: XML,
      },
      NOW - 9 * HOUR_MS,
    ),
    ...[...Array(9).keys()].flatMap((trip) => tripEvents(trip)),
  ]);
});
after(() => database.stop());

function told(body: EventBody, occurredAt: number, trip: number | null = null): Event {
  position += 1;
  const id = toEventId(String(position));
  const placed = { source: ENGINE, stream: toStreamName("1"), position, part: 0, recordedAt: occurredAt };
  return { ...body, ...placed, id, occurredAt, process: "trips", keys: trip === null ? [] : [tripKey(trip)] };
}

const tripKey = (trip: number): CorrelationKey => {
  return { scope: "", name: "tripId", value: String(trip), role: "link", priority: KEY_PRIORITY.business };
};

/** Six trips have both; since three hours nobody books hotels. The last of the three that wait stopped with an incident. */
function tripEvents(trip: number): readonly Event[] {
  const at = NOW - 8 * HOUR_MS + trip * 30 * 60_000;
  const of = { definition: DEFINITION, processInstanceKey: toProcessInstanceKey(String(100 + trip)) };
  const element = (elementId: string) => ({
    ...of,
    elementId,
    elementInstanceKey: toElementInstanceKey(`${trip}-${elementId}`),
  });
  const activity = (name: string) => ({ kind: "element", producer: "trip", name, channel: "engine" }) as const;
  const [car, hotel] = [element("car"), element("hotel")];
  const events: Event[] = [
    told({ kind: "instance.started", definitionKey: "1", parentProcessInstanceKey: null, ...of }, at, trip),
    told({ kind: "element.entered", elementType: "SERVICE_TASK", activity: activity("car"), ...car }, at + 1_000, trip),
    told({ kind: "element.left", outcome: "completed", ...car }, at + 60_000, trip),
    told(
      { kind: "element.entered", elementType: "SERVICE_TASK", activity: activity("hotel"), ...hotel },
      at + 61_000,
      trip,
    ),
  ];
  if (trip < 6) events.push(told({ kind: "element.left", outcome: "completed", ...hotel }, at + 120_000, trip));
  if (trip === 8) {
    const [incidentKey, message] = [`i${trip}`, "no rooms"];
    events.push(
      told(
        {
          kind: "incident.opened",
          incidentKey,
          errorType: "JOB_NO_RETRIES",
          message,
          jobKey: "7",
          ...hotel,
        } as EventBody,
        at + 62_000,
        trip,
      ),
    );
  }
  return events;
}

test("a type of job that nobody does since its oldest token waits is silent; incidents wait for a person", async () => {
  const { items } = await readJobWorkers(database.pool);

  assert.deepEqual(
    items.map(({ source, jobType, waiting, stopped, isSilent, elements }) => [
      source,
      jobType,
      waiting,
      stopped,
      isSilent,
      elements,
    ]),
    [["engine", "book-hotel", 2, 1, true, [{ process: "trip", name: "Book hotel" }]]],
  );
});

test("its blast radius is the cases that wait for it, by their last activity", async () => {
  const radius = await readJobWorkerRadius(database.pool, { source: "engine", jobType: "book-hotel", now: NOW });

  assert.deepEqual([radius.cases, radius.isCut], [2, false]);
  assert.deepEqual(
    radius.waiting.map(({ activity, cases, samples }) => [activity, cases, samples.length]),
    [["Book hotel", 2, 2]],
  );
  await assert.rejects(
    readJobWorkerRadius(database.pool, { source: "engine", jobType: "book-car", now: NOW }),
    /No token waits for a worker of the type "book-car"/,
  );
});
