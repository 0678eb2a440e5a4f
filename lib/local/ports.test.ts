import assert from "node:assert/strict";
import { createServer, type Server } from "node:net";
import process from "node:process";
import { test } from "node:test";
import { findPortHolder } from "./port-holder";
import { choosePort, findFreePort, isPortFree } from "./ports";

function listen(port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });
}

const close = (server: Server) => new Promise((resolve) => server.close(resolve));

test("a free wished port is taken without a word", async () => {
  const preferred = await findFreePort();
  const lines: string[] = [];

  const port = await choosePort({ preferred, purpose: "web", log: (line) => lines.push(line) });

  assert.equal(port, preferred);
  assert.deepEqual(lines, []);
});

test("a taken port is named with the process that holds it, and a free one is used instead", async () => {
  const preferred = await findFreePort();
  const server = await listen(preferred, "127.0.0.1");
  const lines: string[] = [];

  const port = await choosePort({ preferred, purpose: "web", log: (line) => lines.push(line) });
  await close(server);

  assert.notEqual(port, preferred);
  assert.equal(await isPortFree(port), true);
  assert.match(lines.join("\n"), new RegExp(`^web: port ${preferred} is taken by .*taking ${port} instead$`));
  if (process.platform === "linux") assert.match(lines.join("\n"), new RegExp(`node.* \\(process ${process.pid}\\)`));
});

test("a port held on all interfaces is not free", async () => {
  const port = await findFreePort();
  const server = await listen(port, "0.0.0.0");

  assert.equal(await isPortFree(port), false);
  await close(server);
  assert.equal(await isPortFree(port), true);
});

test("nobody holds a port that nobody listens on", async () => {
  assert.equal(findPortHolder(await findFreePort()), null);
});
