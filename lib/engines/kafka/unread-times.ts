import type { KafkaCluster } from "./kafka-cluster";

type Lag = {
  readonly topic: string;
  readonly partition: number;
  readonly committed: number;
  readonly high: number;
  readonly oldestUnreadAt: Date | null;
};

/** New ones of one look; the others follow with the next. */
const READS_MAX = 200;
const REMEMBERED_MAX = 5_000;
/** A broker gives at least one whole batch, however small this is. */
const BYTES_MAX = 4_096;
const WAIT_MS = 100;

/**
 * Since when the first record that a group has not committed waits: the timestamp of that very record, read once for each
 * place where a group stands. It is the producer's word, or the broker's where the topic says `LogAppendTime`.
 */
export class UnreadTimes {
  readonly #cluster: Pick<KafkaCluster, "read">;
  #known = new Map<string, Date | null>();

  constructor(cluster: Pick<KafkaCluster, "read">) {
    this.#cluster = cluster;
  }

  async complete<Row extends Lag>(lags: readonly Row[]): Promise<readonly Row[]> {
    const behind = lags.filter(({ committed, high }) => high > committed);
    const places = new Map(behind.map((lag) => [placeOf(lag), lag]));
    const unknown = [...places.values()].filter((lag) => !this.#known.has(placeOf(lag))).slice(0, READS_MAX);
    for (const lag of unknown) await this.#learn(lag);
    // Groups move on: only the places where one stands now are worth remembering.
    const kept = [...places.keys()].slice(0, REMEMBERED_MAX).flatMap((place) => {
      const at = this.#known.get(place);
      return at === undefined ? [] : [[place, at] as const];
    });
    this.#known = new Map(kept);
    return lags.map((lag) =>
      lag.high > lag.committed ? { ...lag, oldestUnreadAt: this.#known.get(placeOf(lag)) ?? null } : lag,
    );
  }

  /** What cannot be read is asked again; a place with no record that anybody may see (markers of transactions) has no time. */
  async #learn(lag: Lag): Promise<void> {
    const { topic, partition, committed: offset } = lag;
    try {
      const { records } = await this.#cluster.read({ topic, partition, offset, bytesMax: BYTES_MAX, waitMs: WAIT_MS });
      const [first] = records;
      if (first !== undefined && first.recordedAt > 0) this.#known.set(placeOf(lag), new Date(first.recordedAt));
    } catch {
      this.#known.delete(placeOf(lag));
    }
  }
}

function placeOf({ topic, partition, committed }: Lag): string {
  return `${topic}/${partition}@${committed}`;
}
