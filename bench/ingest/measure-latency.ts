import process from "node:process";
import { startIngest } from "@/lib/cli/up/programs";
import { createTopics } from "@/lib/local/kafka-admin";
import { findFreePort } from "@/lib/local/ports";
import { type Figure, percentile } from "../report";
import { createBenchDatabase } from "./bench-database";
import { corpusEvent } from "./corpus";
import { measureLive, whenProjected } from "./live";
import { findBrowser, measurePixels } from "./pixel";
import type { BenchProducer } from "./producer";
import { writeRunConfiguration } from "./run-configuration";
import type { Servers } from "./servers";

export type LatencySpec = {
  readonly eventsPerSecond: number;
  readonly seconds: number;
  readonly pixels: number;
};

const LIVE = { topic: "bench-live", process: "bench-live" };
const PIXEL = { topic: "bench-pixel", process: "bench-pixel" };
const WARM_UP = { topic: "bench-warm-up", process: "bench-warm-up" };
const OBSERVED = [LIVE, PIXEL, WARM_UP];
const PARTITIONS = 6;

/** How long an event takes to the database, and on to an open page. The worker has read one event before the clock runs. */
export async function measureLatency(
  servers: Servers,
  producer: BenchProducer,
  { eventsPerSecond, seconds, pixels }: LatencySpec,
): Promise<readonly Figure[]> {
  const { dataDir, kafka, postgres } = servers;
  await createTopics(
    kafka.bootstrap,
    OBSERVED.map(({ topic }) => ({ topic, partitions: PARTITIONS })),
  );
  const { pool, connectionString, drop } = await createBenchDatabase(postgres.connectionString, "bench_live");
  const webPort = await findFreePort();
  const configurationFile = writeRunConfiguration(servers, {
    databaseUrl: connectionString,
    observed: OBSERVED,
    webPort,
  });
  const worker = await startIngest({ dataDir, configurationFile });
  try {
    const warmUp = { name: WARM_UP.process, openCases: 1, caseKey: String };
    await producer.send(WARM_UP.topic, [corpusEvent(warmUp, 0, Date.now())]);
    await whenProjected(pool, WARM_UP.topic, 1);
    const committed = await measureLive({ producer, pool }, { topic: LIVE.topic, eventsPerSecond, seconds });
    const figures = toFigures(`produced → committed at ${eventsPerSecond}/s`, committed);
    const browser = findBrowser();
    if ("why" in browser) {
      process.stdout.write(`production → pixel is left out: ${browser.why}\n`);
      return figures;
    }
    const spec = { ...PIXEL, dataDir, configurationFile, webPort, pool, producer, times: pixels };
    return [...figures, ...toFigures("produced → pixel", await measurePixels(spec, browser.path))];
  } finally {
    await worker.stop();
    await drop();
  }
}

function toFigures(name: string, ms: readonly number[]): readonly Figure[] {
  return [0.5, 0.95].map((share) => ({ name: `${name}, p${share * 100}`, value: percentile(ms, share), unit: "ms" }));
}
