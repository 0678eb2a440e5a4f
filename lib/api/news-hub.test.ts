import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { NewsHub, type ToldNews } from "./news-hub";

type Hearing = { readonly onReady: () => void; readonly onNews: (payload: string) => void };

function hubWith(hear: (hearing: Hearing) => void) {
  return new NewsHub(
    async (hearing, signal) => {
      hear(hearing);
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    },
    () => 1,
  );
}

function listener() {
  const told: ToldNews[] = [];
  return { told, tell: (news: ToldNews) => told.push(news), end: () => {} };
}

const news = (...topics: string[]) => JSON.stringify({ topics });

test("a new connection is told to ask for everything", () => {
  const hub = hubWith(() => {});
  const mine = listener();

  hub.join(mine, null);

  assert.deepEqual(
    mine.told.map(({ topics }) => topics),
    [["anything"]],
  );
  hub.close();
});

test("a hundred announcements within a tenth of a second are told once", async () => {
  let hearing: Hearing | undefined;
  const hub = hubWith((given) => {
    hearing = given;
  });
  const mine = listener();
  hub.join(mine, null);

  for (let index = 0; index < 100; index++) hearing?.onNews(news("cases", `case:${index % 3}`));
  await sleep(150);

  assert.deepEqual(mine.told[1]?.topics, ["case:0", "case:1", "case:2", "cases"]);
  assert.equal(mine.told.length, 2);
  hub.close();
});

test("a stream that was cut goes on after the last news it had, and misses none", async () => {
  let hearing: Hearing | undefined;
  const hub = hubWith((given) => {
    hearing = given;
  });
  const first = listener();
  const leave = hub.join(first, null);
  hearing?.onNews(news("cases"));
  await sleep(120);
  leave();
  hearing?.onNews(news("incidents"));
  await sleep(120);

  const again = listener();
  hub.join(again, first.told.at(-1)?.id ?? null);

  assert.deepEqual(
    again.told.map(({ topics }) => topics),
    [["incidents"]],
  );
  hub.close();
});

test("an id of an earlier start of the server, and news that cannot be read, both say anything", async () => {
  let hearing: Hearing | undefined;
  const hub = hubWith((given) => {
    hearing = given;
  });
  const mine = listener();
  hub.join(mine, "another-7");
  hearing?.onNews("no json");
  await sleep(120);

  assert.deepEqual(
    mine.told.map(({ topics }) => topics),
    [["anything"], ["anything"]],
  );
  hub.close();
});

test("when the database's connection broke, whoever listens asks for everything again", async () => {
  let times = 0;
  const hub = new NewsHub(
    async ({ onReady }, signal) => {
      times += 1;
      onReady();
      if (times === 1) throw new Error("connection terminated");
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    },
    () => 1,
  );
  const mine = listener();

  hub.join(mine, null);
  await sleep(1_300);

  assert.equal(times, 2);
  assert.ok(mine.told.length >= 3);
  hub.close();
});
