import { report } from "../report";
import { CORPORA } from "./corpus";
import { type CorpusSpec, type Measured, measureCorpus } from "./measure-corpus";
import { type LatencySpec, measureLatency } from "./measure-latency";
import { openProducer } from "./producer";
import { withServers } from "./servers";

type Plan = { readonly corpora: typeof CORPORA; readonly corpus: CorpusSpec; readonly latency: LatencySpec };

const FULL: Plan = {
  corpora: CORPORA,
  corpus: { events: 500_000, repeats: 3 },
  latency: { eventsPerSecond: 200, seconds: 10, pixels: 20 },
};
const QUICK: Plan = {
  corpora: CORPORA.filter(({ name }) => name === "narrow"),
  corpus: { events: 100_000, repeats: 1 },
  latency: { eventsPerSecond: 200, seconds: 3, pixels: 5 },
};

/**
 * From Kafka to the committed projection, beside what kafkajs and COPY do alone on the same machine at the same time; then
 * how long one event takes to the database and to an open page.
 */
export async function runBench({ isQuick }: { readonly isQuick: boolean }): Promise<void> {
  const plan = isQuick ? QUICK : FULL;
  await withServers(async (servers) => {
    const producer = await openProducer(servers.kafka.bootstrap);
    try {
      const measured: Measured[] = [];
      for (const corpus of plan.corpora) {
        measured.push(await measureCorpus(servers, producer, { corpus, ...plan.corpus }));
      }
      const latencies = await measureLatency(servers, producer, plan.latency);
      report(
        "ingest",
        [...measured.flatMap(({ figures }) => figures), ...latencies],
        measured.flatMap(({ ratios }) => ratios),
      );
    } finally {
      await producer.close();
    }
  });
}
