import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { Event, EventBody } from "@/lib/domain/event";
import { committingOn, createEventStream } from "@/lib/ingest/projecting.test-support";
import { at, entered, started, subscription } from "@/lib/project/story.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { readLostMessages } from "./lost-messages";

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());

const link = (name: string, value: string): CorrelationKey => ({ scope: "", name, value, role: "link", priority: 40 });

function ofInstance(second: number, body: EventBody): Event {
  return { ...at(second, body), keys: [link("processInstanceKey", "camunda:1")] };
}

function message(
  second: number,
  key: string,
  facts: { name?: string; correlationKey?: string; expired?: boolean },
): Event {
  const { name = "PaymentReceivedEvent", correlationKey = "c-1", expired = false } = facts;
  const body: EventBody = {
    kind: "message.changed",
    state: expired ? "expired" : "published",
    messageKey: key,
    messageName: name,
    correlationKey,
  };
  return { ...at(second, body), keys: [link("messageKey", `camunda:${key}`)] };
}

test("messages that nobody took are told with the wait that comes nearest, and one that was taken is not", async () => {
  const stream = await createEventStream(committingOn(database.pool), "zeebe/0");
  const taken = message(40, "taken", {});
  await stream.take([
    ofInstance(1, started),
    ofInstance(2, entered("wait", "INTERMEDIATE_CATCH_EVENT")),
    ofInstance(10, subscription("wait", "opened")),
    message(3, "early", {}),
    message(5, "early", { expired: true }),
    message(20, "other name", { name: "PaymentRecieved" }),
    message(21, "other key", { correlationKey: "c-7" }),
    taken,
    {
      ...ofInstance(41, subscription("wait", "correlated")),
      keys: [...taken.keys, link("processInstanceKey", "camunda:1")],
    },
  ]);

  const { items, isCut } = await readLostMessages(database.pool, 10);

  assert.equal(isCut, false);
  assert.deepEqual(
    items.map(({ messageKey, mismatch }) => [messageKey, mismatch]),
    [
      ["other key", "key"],
      ["other name", "name"],
      ["early", "late"],
    ],
  );
  assert.match(items[2]?.text ?? "", /5\.0 s after it had expired/);
  assert.equal(items[2]?.expiredAt, new Date(5_000).toISOString());
});
