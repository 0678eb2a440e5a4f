import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { createApiToken } from "@/lib/access/api-tokens";
import { AttemptLimit } from "@/lib/access/attempt-limit";
import { ROLES, type Role } from "@/lib/domain/role";
import { importRecords } from "@/lib/ingest/import-file";
import type { Engines } from "@/lib/operations/select-targets";
import { parseConfiguration } from "@/lib/platform/configuration";
import { silentLog } from "@/lib/platform/log";
import { hearNews } from "@/lib/query/database";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { NewsHub } from "./news-hub";
import { installServer } from "./server";
import { SHOP_RULES, shopLines } from "./shop.test-support";
import { createWebMetrics } from "./web-metrics";

export const ORIGIN = "http://127.0.0.1:3000";

export type Handler = (request: Request) => Promise<Response>;
export type Asking = {
  readonly path: string;
  readonly role?: Role;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

export type TestServer = {
  readonly database: TestDatabase;
  readonly news: NewsHub;
  /** Asks a route as a program with a token of the role, or without one as nobody. */
  ask(handler: Handler, asking: Asking): Promise<Response>;
  /** The same, and its JSON; anything but 2xx is an error of the test. */
  read<Reply = Record<string, unknown>>(handler: Handler, asking: Asking): Promise<Reply>;
  stop(): Promise<void>;
};

type Setup = { readonly orders?: number; readonly configuration?: string; readonly engines?: Engines };

/** A server on a database of its own, with a shop of so many orders that came through the real pipeline. */
export async function startTestServer({
  orders = 0,
  configuration = "",
  engines = new Map(),
}: Setup = {}): Promise<TestServer> {
  const database = await startTestDatabase();
  const { pool, connectionString } = database;
  if (orders > 0) await takeIn(database, shopLines(orders));
  const text = `database: { url: "${connectionString}" }\n${configuration}`;
  const news = new NewsHub((hearing, signal) => hearNews(connectionString, hearing, signal), Date.now);
  installServer({
    configuration: parseConfiguration(text, { file: "test", environment: {} }),
    publicUrl: ORIGIN,
    db: pool,
    engines,
    log: silentLog,
    clock: Date.now,
    news,
    attempts: new AttemptLimit(),
    metrics: createWebMetrics(),
  });
  const tokens = new Map<Role, string>();
  for (const role of ROLES) {
    tokens.set(role, await createApiToken(pool, { name: role, role, actor: "test", expiresAt: null }));
  }
  const ask = (handler: Handler, asking: Asking) => handler(toRequest(asking, tokens));
  return {
    database,
    news,
    ask,
    read: async <Reply>(handler: Handler, asking: Asking) => {
      const response = await ask(handler, asking);
      if (!response.ok) throw new Error(`${asking.path} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as Reply;
    },
    stop: async () => {
      news.close();
      installServer(undefined);
      await database.stop();
    },
  };
}

export async function takeIn({ pool }: TestDatabase, lines: readonly string[]): Promise<void> {
  const input = Readable.from([Buffer.from(lines.join("\n"))]);
  const asked = { process: "shop", format: "jsonl", importId: randomUUID(), rules: SHOP_RULES };
  const { error, rejected } = await importRecords({ pool, input, ...asked });
  if (error !== null || rejected > 0) throw new Error(`the shop was not taken in: ${error ?? `${rejected} rejected`}`);
}

function toRequest(
  { path, role, method = "GET", body, headers = {}, signal }: Asking,
  tokens: ReadonlyMap<Role, string>,
): Request {
  const isRaw = typeof body === "string" || body instanceof ReadableStream || body instanceof Uint8Array;
  return new Request(new URL(path, ORIGIN), {
    method,
    headers: {
      host: "127.0.0.1:3000",
      ...(role === undefined ? {} : { authorization: `Bearer ${tokens.get(role)}` }),
      ...(body === undefined || isRaw ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isRaw ? (body as BodyInit) : JSON.stringify(body), duplex: "half" }),
    ...(signal === undefined ? {} : { signal }),
  } as RequestInit);
}
