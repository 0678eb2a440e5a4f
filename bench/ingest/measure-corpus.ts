import process from "node:process";
import { createTopics } from "@/lib/local/kafka-admin";
import { type Figure, median, type Ratio } from "../report";
import { createBenchDatabase } from "./bench-database";
import { type Corpus, corpusEvent, countCases } from "./corpus";
import { type IngestRun, measureIngest } from "./ingest-run";
import { type BenchProducer, fill } from "./producer";
import { measureRawConsumption } from "./raw-consumption";
import { measureRawCopy } from "./raw-copy";
import type { Servers } from "./servers";

export type CorpusSpec = { readonly events: number; readonly repeats: number };
export type Measured = { readonly figures: readonly Figure[]; readonly ratios: readonly Ratio[] };

type Repeat = { readonly consumption: number; readonly copy: number; readonly ingest: IngestRun };

const PARTITIONS = 6;
const COPY_BATCH_ROWS = 20_000;
/** On a slow machine there are fewer repeats, so that the whole ends in some ten minutes. The first is always done. */
const REPEAT_WITHIN_MS = 240_000;

/** The raw rates and ours, one after the other within each repeat: what else the machine does hits them alike. */
export async function measureCorpus(
  servers: Servers,
  producer: BenchProducer,
  { corpus, events, repeats }: CorpusSpec & { readonly corpus: Corpus },
): Promise<Measured> {
  const topic = `bench-${corpus.name}`;
  await createTopics(servers.kafka.bootstrap, [{ topic, partitions: PARTITIONS }]);
  const startedAt = Date.now() - events;
  await fill(producer, topic, { events, eventAt: (index) => corpusEvent(corpus, index, startedAt + index) });

  const done: Repeat[] = [];
  const begunAt = performance.now();
  const hasTimeForOneMore = () => {
    const spent = performance.now() - begunAt;
    return spent + spent / Math.max(1, done.length) < REPEAT_WITHIN_MS;
  };
  while (done.length < repeats && (done.length === 0 || hasTimeForOneMore())) {
    done.push(await measureOnce(servers, { corpus, events, topic, name: `bench_${corpus.name}_${done.length}` }));
    const rate = Math.round(done.at(-1)?.ingest.eventsPerSecond ?? 0);
    process.stdout.write(`${corpus.name}, ${done.length} of ${repeats}: ${rate} events/s\n`);
  }
  return summarize(corpus.name, done);
}

type Once = { readonly corpus: Corpus; readonly events: number; readonly topic: string; readonly name: string };

async function measureOnce(
  { postgres, kafka, ...rest }: Servers,
  { corpus, events, topic, name }: Once,
): Promise<Repeat> {
  const consumption = await measureRawConsumption(kafka.bootstrap, topic, events);
  const copy = await measureRawCopy(postgres.connectionString, corpus, { events, batch: COPY_BATCH_ROWS });
  const database = await createBenchDatabase(postgres.connectionString, name);
  const cases = countCases(corpus, events);
  const ingest = await measureIngest({ postgres, kafka, ...rest }, database, { topic, events, cases }).finally(
    database.drop,
  );
  return { consumption, copy, ingest };
}

function summarize(name: string, repeats: readonly Repeat[]): Measured {
  const of = (pick: (repeat: Repeat) => number) => median(repeats.map(pick));
  const figure = (what: string, unit: string, pick: (repeat: Repeat) => number): Figure => ({
    name: `${name}: ${what}`,
    value: of(pick),
    unit,
  });
  const ratio = (what: string, pick: (repeat: Repeat) => number): Ratio => ({
    name: `${name}: ${what}`,
    value: of(pick),
    limit: null,
  });
  const figures = [
    figure("raw consumption", "events/s", ({ consumption }) => consumption),
    figure("raw COPY", "rows/s", ({ copy }) => copy),
    figure("ingest", "events/s", ({ ingest }) => ingest.eventsPerSecond),
    figure("worker CPU", "µs/event", ({ ingest }) => ingest.workerUsPerEvent ?? Number.NaN),
    figure("PostgreSQL CPU", "µs/event", ({ ingest }) => ingest.postgresUsPerEvent ?? Number.NaN),
  ];
  return {
    figures: figures.filter(({ value }) => !Number.isNaN(value)),
    ratios: [
      ratio("ingest / raw consumption", ({ ingest, consumption }) => ingest.eventsPerSecond / consumption),
      ratio("ingest / raw COPY", ({ ingest, copy }) => ingest.eventsPerSecond / copy),
    ],
  };
}
