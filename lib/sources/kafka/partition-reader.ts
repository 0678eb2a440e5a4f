import type { Consumer, EachBatchPayload } from "kafkajs";
import { Failure } from "@/lib/domain/failure";
import type { SourceName, StreamName } from "@/lib/domain/identifiers";
import type { Log } from "@/lib/platform/log";
import type { KeptStream, SourceDesk, StreamExtent } from "../source";
import { type Partition, toSourceRecord, toStream } from "./kafka-record";

export type PartitionReaderOptions = {
  readonly consumer: Consumer;
  readonly name: SourceName;
  readonly desk: SourceDesk;
  readonly batchRecords: number;
  readonly log: Log;
  readonly readExtents: () => Promise<readonly StreamExtent[]>;
};

/** A partition that we read, and where it goes on. `tail` is the work on it that is under way. */
type Active = Partition & { readonly stream: StreamName; next: number; tail: Promise<void> };

const PARTITIONS_AT_ONCE = 4;

/**
 * Reads the partitions that are ours and keeps all others paused. kafkajs jumps in silence when a position is out of range:
 * ahead when the log begins later, to the start when it ends before. So what it delivers is compared with where we stand.
 */
export class PartitionReader {
  readonly #options: PartitionReaderOptions;
  readonly #active = new Map<StreamName, Active>();
  readonly #troubled = new Set<StreamName>();
  #assigned: readonly Partition[] = [];

  constructor(options: PartitionReaderOptions) {
    this.#options = options;
  }

  /** Something did not come through and is tried again; it was reported. */
  get isTroubled(): boolean {
    return this.#troubled.size > 0;
  }

  async start(): Promise<void> {
    const { consumer } = this.#options;
    // Called before the first fetch of a membership: nothing is delivered before we say from where.
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => this.#onJoin(payload.memberAssignment));
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      if (payload.batchSize === 0) void this.#skip(payload, Number(payload.lastOffset) + 1);
    });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: (payload) => this.#take(payload),
    });
  }

  /** Asks which partitions are ours, and reads just those. */
  async keep(): Promise<void> {
    const { desk, readExtents } = this.#options;
    const extents = await readExtents();
    const kept = await this.#tell(() => desk.keep(extents));
    if (kept === null) return;
    const ours = new Map(kept.map((stream) => [stream.stream, stream]));
    for (const stream of this.#active.keys()) if (!ours.has(stream)) this.#drop(stream);
    for (const stream of this.#troubled) if (!ours.has(stream)) this.#troubled.delete(stream);
    for (const partition of this.#assigned) {
      const stream = ours.get(toStream(partition));
      if (stream !== undefined) this.#read(partition, stream);
    }
  }

  #onJoin(assignment: Readonly<Record<string, readonly number[]>>): void {
    this.#assigned = Object.entries(assignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    for (const partition of this.#assigned) {
      const active = this.#active.get(toStream(partition));
      if (active === undefined) this.#pause(partition);
      else this.#seek(active);
    }
  }

  #read(partition: Partition, { stream, nextPosition }: KeptStream): void {
    const known = this.#active.get(stream);
    if (known !== undefined && known.next >= nextPosition) return;
    const active = known ?? { ...partition, stream, next: nextPosition, tail: Promise.resolve() };
    active.next = nextPosition;
    this.#active.set(stream, active);
    this.#seek(active);
    this.#options.consumer.resume([{ topic: partition.topic, partitions: [partition.partition] }]);
  }

  #seek({ topic, partition, next }: Active): void {
    this.#options.consumer.seek({ topic, partition, offset: String(next) });
  }

  #pause({ topic, partition }: Partition): void {
    this.#options.consumer.pause([{ topic, partitions: [partition] }]);
  }

  #drop(stream: StreamName): void {
    const active = this.#active.get(stream);
    if (active === undefined) return;
    this.#active.delete(stream);
    this.#pause(active);
  }

  /** One after the other for each partition, whatever kafkajs does when it joins again in the middle. */
  async #take(payload: EachBatchPayload): Promise<void> {
    const active = this.#active.get(toStream(payload.batch));
    if (active === undefined) return;
    const before = active.tail;
    active.tail = before
      .then(() => this.#takeNow(active, payload))
      .catch((error: unknown) => this.#fail(active, error));
    await active.tail;
  }

  async #takeNow(active: Active, { batch, resolveOffset, isRunning, isStale }: EachBatchPayload): Promise<void> {
    const first = Number(batch.firstOffset());
    if (first < active.next && !(await this.#isOurs(active, first))) return;
    if (first > active.next) await this.keep(); // a hole, or a gap that the desk then writes down
    const { name, desk, batchRecords } = this.#options;
    const records = batch.messages.filter(({ offset }) => Number(offset) >= active.next);
    for (let at = 0; at < records.length; at += batchRecords) {
      if (!isRunning() || isStale() || this.#active.get(active.stream) !== active) return;
      const part = records.slice(at, at + batchRecords);
      const last =
        at + batchRecords >= records.length ? batch.lastOffset() : (part.at(-1)?.offset ?? batch.lastOffset());
      const nextPosition = Number(last) + 1;
      await desk.handle({
        source: name,
        stream: active.stream,
        records: part.map((message) => toSourceRecord(message, name, active)),
        nextPosition,
        endPosition: Number(batch.highWatermark),
      });
      active.next = nextPosition;
      this.#troubled.delete(active.stream);
      resolveOffset(part.at(-1)?.offset ?? last);
    }
  }

  /**
   * We had asked for `next` and got what is before it. Either it is a fetch from before we sought, or the log ended before
   * `next` and kafkajs went back to its start.
   */
  async #isOurs(active: Active, first: number): Promise<boolean> {
    const extent = (await this.#options.readExtents()).find(({ stream }) => stream === active.stream);
    if (extent !== undefined && extent.endPosition >= active.next) {
      this.#seek(active);
      return false;
    }
    const { desk } = this.#options;
    const end = extent === undefined ? first : extent.endPosition;
    await desk.stop(
      active.stream,
      `The topic was read up to ${active.next} and ends at ${end} now: it was truncated or made again.`,
    );
    this.#drop(active.stream);
    return false;
  }

  /** Records that nobody is meant to see (markers of transactions, aborted ones): the position moves over them. */
  async #skip(of: Partition, nextPosition: number): Promise<void> {
    const active = this.#active.get(toStream(of));
    if (active === undefined || nextPosition <= active.next) return;
    const { name, desk } = this.#options;
    const skipping = async () => {
      if (nextPosition <= active.next) return;
      await desk.handle({ source: name, stream: active.stream, records: [], nextPosition, endPosition: null });
      active.next = nextPosition;
    };
    active.tail = active.tail.then(skipping).catch((error: unknown) => this.#fail(active, error));
    await active.tail;
  }

  /** Nothing was committed. The partition rests while the others go on, until the desk is asked the next time. */
  async #fail(active: Active, error: unknown): Promise<void> {
    this.#drop(active.stream);
    if (error instanceof Failure && error.code === "stream-lost") return;
    const { desk, log } = this.#options;
    const detail = error instanceof Error ? error.message : String(error);
    log.error({ error: detail, stream: active.stream, next: active.next }, "a batch was not committed");
    desk.report({ state: "degraded", detail: `${active.stream} waits at ${active.next}: ${detail}`.slice(0, 500) });
    this.#troubled.add(active.stream);
  }

  async #tell<Answer>(question: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await question();
    } catch (error) {
      const { desk } = this.#options;
      const detail = error instanceof Error ? error.message : String(error);
      desk.report({ state: "degraded", detail: `The database does not take positions: ${detail}`.slice(0, 500) });
      return null;
    }
  }
}
