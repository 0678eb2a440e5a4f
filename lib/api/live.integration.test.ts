import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { GET as live } from "@/app/api/v1/live/route";
import { announce } from "@/lib/store/announce";
import { startTestServer, type TestServer } from "./server.test-support";

describe("live", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  async function open(query: string, headers: Record<string, string> = {}) {
    const gone = new AbortController();
    const response = await server.ask(live, {
      path: `/api/v1/live${query}`,
      role: "viewer",
      headers,
      signal: gone.signal,
    });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    let text = "";
    return {
      response,
      close: () => gone.abort(),
      /** All that was said until it matches. */
      until: async (pattern: RegExp) => {
        while (!pattern.test(text)) {
          const { value, done } = await reader.read();
          if (done) throw new Error(`the stream ended after ${JSON.stringify(text)}`);
          text += new TextDecoder().decode(value);
        }
        return text;
      },
    };
  }

  test("what ingest announces reaches the page within a second, and proxies keep their hands off it", async () => {
    const stream = await open("?topics=cases");
    await stream.until(/anything[\s\S]*anything/);

    const said = Date.now();
    await announce(server.database.pool, ["cases", "incidents"]);
    const text = await stream.until(/\["cases"\]/);

    assert.ok(Date.now() - said < 1_000);
    assert.match(text, /id: \S+\nevent: news\n/);
    assert.equal(stream.response.headers.get("cache-control"), "no-cache, no-transform");
    stream.close();
  });

  test("a stream that was cut goes on after the last id that it heard", async () => {
    const first = await open("?topics=cases");
    await first.until(/anything/);
    await announce(server.database.pool, ["cases"]);
    const text = await first.until(/\["cases"\]/);
    first.close();
    await announce(server.database.pool, ["quarantine"]);
    await announce(server.database.pool, ["cases"]);
    const lastId = [...text.matchAll(/id: (\S+)/g)].at(-1)?.[1] ?? "";

    const again = await open("?topics=cases", { "last-event-id": lastId });
    const missed = await again.until(/\["cases"\]/);

    assert.doesNotMatch(missed, /anything/);
    again.close();
  });

  test("when the process is told to go, streams end, so that it can", async () => {
    const stream = await open("");
    await stream.until(/anything/);

    server.news.close();

    await assert.rejects(stream.until(/never said/), /the stream ended/);
  });
});
