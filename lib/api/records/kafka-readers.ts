import { Failure } from "@/lib/domain/failure";
import { type KafkaCluster, openKafkaCluster } from "@/lib/engines/kafka/kafka-cluster";
import type { Configuration, KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";

/** Tails and searches of one web process together: each may take a megabyte at a time off the brokers. */
const READERS_MAX = 8;
/** A page that is reloaded finds the connection; one that nobody needs is closed. */
const IDLE_MS = 20_000;

type Kept = { readonly cluster: KafkaCluster; readers: number; closing: NodeJS.Timeout | null };
type Readers = { readonly clusters: Map<string, Kept>; readonly stopping: AbortController };

const KEY = Symbol.for("throughline.kafka-readers");
type Holder = { [KEY]?: Readers };

/** The Kafka sources that are configured here, whose records can be read where they lie. */
export function liveSources({ sources }: Configuration): ReadonlySet<string> {
  return new Set(sources.filter(({ kind }) => kind === "kafka").map(({ id }) => id));
}

export type Reader = {
  readonly cluster: KafkaCluster;
  /** Aborted when the process is to stop. */
  readonly stopping: AbortSignal;
  leave(): void;
};

/** A connection to a source's cluster, shared by all who read from it now. Whoever enters leaves again. */
export function enterCluster(configuration: Configuration, source: string): Reader {
  const { clusters, stopping } = getReaders();
  const readers = [...clusters.values()].reduce((sum, kept) => sum + kept.readers, 0);
  if (readers >= READERS_MAX) {
    const why = `${READERS_MAX} tails and searches are running already. Try again when one has ended.`;
    throw new Failure("too-many-requests", why, { retryAfterS: 10 });
  }
  const kept = clusters.get(source) ?? { cluster: open(configuration, source), readers: 0, closing: null };
  clusters.set(source, kept);
  if (kept.closing !== null) clearTimeout(kept.closing);
  kept.closing = null;
  kept.readers += 1;
  let isInside = true;
  return {
    cluster: kept.cluster,
    stopping: stopping.signal,
    leave: () => {
      if (!isInside) return;
      isInside = false;
      kept.readers -= 1;
      if (kept.readers === 0) kept.closing = setTimeout(() => void kept.cluster.close(), IDLE_MS).unref();
    },
  };
}

/** Ends all reading and closes the connections. */
export async function closeReaders(): Promise<void> {
  const holder = globalThis as Holder;
  const readers = holder[KEY];
  delete holder[KEY];
  readers?.stopping.abort();
  for (const { closing } of readers?.clusters.values() ?? []) if (closing !== null) clearTimeout(closing);
  await Promise.all([...(readers?.clusters.values() ?? [])].map(({ cluster }) => cluster.close()));
}

function getReaders(): Readers {
  const holder = globalThis as Holder;
  if (holder[KEY] !== undefined) return holder[KEY];
  const readers: Readers = { clusters: new Map(), stopping: new AbortController() };
  holder[KEY] = readers;
  // An answer that never ends would keep `next start` from ending.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void closeReaders());
  return readers;
}

function open({ sources }: Configuration, source: string): KafkaCluster {
  const configuration = sources.find(
    (one): one is KafkaSourceConfiguration => one.kind === "kafka" && one.id === source,
  );
  if (configuration !== undefined) return openKafkaCluster(configuration, "console");
  const why = `"${source}" is no Kafka source that is configured here: its records cannot be read where they lie.`;
  throw new Failure("not-found", `${why} Search what is projected instead.`);
}
