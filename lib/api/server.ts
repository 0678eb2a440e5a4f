import { AttemptLimit } from "@/lib/access/attempt-limit";
import { openEngines } from "@/lib/operations/open-engines";
import type { Engines } from "@/lib/operations/select-targets";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { loadConfiguration } from "@/lib/platform/configuration";
import { type Configuration, publicUrlOf } from "@/lib/platform/configuration-schema";
import { createLog, type Log } from "@/lib/platform/log";
import { type Database, hearNews, openDatabase } from "@/lib/query/database";
import { NewsHub } from "./news-hub";
import { createWebMetrics, type WebMetrics } from "./web-metrics";

/** What the web process has one of. */
export type Server = {
  readonly configuration: Configuration;
  readonly publicUrl: string;
  readonly db: Database;
  readonly engines: Engines;
  readonly log: Log;
  readonly clock: Clock;
  readonly news: NewsHub;
  readonly attempts: AttemptLimit;
  readonly metrics: WebMetrics;
};

const KEY = Symbol.for("throughline.server");
type Holder = { [KEY]?: Server };

/** Made by the first request that needs it. Bundles hold modules several times, so it hangs on `globalThis`. */
export function getServer(): Server {
  const holder = globalThis as Holder;
  holder[KEY] ??= startServer(loadConfiguration());
  return holder[KEY];
}

/** For whoever has a configuration at hand already: tests. */
export function installServer(server: Server | undefined): void {
  const holder = globalThis as Holder;
  if (server === undefined) delete holder[KEY];
  else holder[KEY] = server;
}

export function startServer(configuration: Configuration): Server {
  const log = createLog("web", configuration.logLevel);
  const connectionString = configuration.database.url;
  const db = openDatabase(connectionString, {
    onError: (error) => log.warn({ error: error.message }, "an idle database connection broke"),
  });
  const news = new NewsHub((hearing, signal) => hearNews(connectionString, hearing, signal), systemClock);
  // Without this `next start` waits for ever for the streams to end.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => news.close());
  return {
    configuration,
    publicUrl: publicUrlOf(configuration),
    db,
    engines: openEngines(configuration),
    log,
    clock: systemClock,
    news,
    attempts: new AttemptLimit(),
    metrics: createWebMetrics(),
  };
}
