import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { Refresher } from "./refresher";

test("news during a fetch are followed by another one, and a hundred news are not a hundred fetches", async () => {
  const client = new QueryClient();
  let fetches = 0;
  const observer = new QueryObserver(client, {
    queryKey: ["cases"],
    queryFn: async () => {
      fetches += 1;
      await sleep(50);
      return fetches;
    },
  });
  const stop = observer.subscribe(() => {});
  await sleep(80);
  const refresher = new Refresher(client);

  refresher.hear(["cases"]);
  await sleep(20);
  for (let index = 0; index < 100; index++) refresher.hear(["cases"]);
  await sleep(900);

  assert.equal(fetches, 3);
  stop();
  client.clear();
});
