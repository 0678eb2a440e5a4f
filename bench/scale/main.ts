import { openProducer } from "../ingest/producer";
import { withServers } from "../ingest/servers";
import { report } from "../report";
import { type DrainSpec, measureDrain } from "./drain";
import { measureWorkers, type WorkersSpec } from "./workers";

type Plan = { readonly drain: DrainSpec; readonly workers: WorkersSpec };

const FULL: Plan = {
  drain: { events: 10_000_000, windowEvents: 500_000, earlyAt: 1_000_000 },
  workers: { events: 1_500_000, counts: [1, 2] },
};
const QUICK: Plan = {
  drain: { events: 600_000, windowEvents: 100_000, earlyAt: 150_000 },
  workers: { events: 300_000, counts: [1, 2] },
};

/**
 * What grows and must not: the cost of an event with what is stored, the memory of a worker with its backlog, the time
 * of a page while a backlog drains; and what several workers of one source do together.
 */
export async function runBench({ isQuick }: { readonly isQuick: boolean }): Promise<void> {
  const plan = isQuick ? QUICK : FULL;
  await withServers(async (servers) => {
    const producer = await openProducer(servers.kafka.bootstrap);
    try {
      const workers = await measureWorkers(servers, producer, plan.workers);
      const drain = await measureDrain(servers, producer, plan.drain);
      report("scale", [...drain.figures, ...workers.figures], [...drain.ratios, ...workers.ratios]);
    } finally {
      await producer.close();
    }
  });
}
