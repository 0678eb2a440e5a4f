import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { liveStream } from "./live-stream";
import { NewsHub } from "./news-hub";

function hubAndAnnounce() {
  let say: (payload: string) => void = () => {};
  const hub = new NewsHub(
    async ({ onNews }, signal) => {
      say = onNews;
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    },
    () => 1,
  );
  return { hub, announce: (...topics: string[]) => say(JSON.stringify({ topics })) };
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += new TextDecoder().decode(chunk);
  return text;
}

test("a reader hears its topics with their ids, and nothing of others", async () => {
  const { hub, announce } = hubAndAnnounce();
  const stream = liveStream({ hub, topics: new Set(["cases"]), lastId: null, signal: new AbortController().signal });
  const text = readAll(stream);

  announce("incidents");
  await sleep(120);
  announce("cases", "incidents");
  await sleep(120);
  hub.close();

  assert.match(
    await text,
    /id: 1-0\nevent: news\ndata: {"topics":\["anything"\]}\n\nid: 1-2\nevent: news\ndata: {"topics":\["cases"\]}\n\n$/,
  );
});

test("a reader that reads nothing costs a bounded amount, and hears all topics in one when it reads on", async () => {
  const { hub, announce } = hubAndAnnounce();
  const stream = liveStream({ hub, topics: null, lastId: null, signal: new AbortController().signal });
  for (let index = 0; index < 20; index++) {
    announce(`case:${index}`);
    await sleep(105);
  }
  const reader = stream.getReader();
  let text = "";
  while (!text.includes("case:19")) text += new TextDecoder().decode((await reader.read()).value);

  assert.ok(text.split("event: news").length - 1 < 20);
  for (let index = 0; index < 20; index++) assert.ok(text.includes(`case:${index}`));
  hub.close();
});

test("a closed page leaves nothing behind", async () => {
  const { hub } = hubAndAnnounce();
  const gone = new AbortController();
  const stream = liveStream({ hub, topics: null, lastId: null, signal: gone.signal });
  const text = readAll(stream);
  assert.equal(hub.listenerCount, 1);

  gone.abort();
  await text;

  assert.equal(hub.listenerCount, 0);
  hub.close();
});
