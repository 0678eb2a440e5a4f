import type { SourceName } from "@/lib/domain/identifiers";
import { pause } from "@/lib/platform/clock";
import type { OutboxSourceConfiguration } from "@/lib/platform/configuration-schema";
import type { PlaceDesk } from "../source";
import { toOutboxRecord, toOutboxStream } from "./outbox-record";
import { type OutboxRow, OutboxTable } from "./outbox-table";
import { Overlap } from "./overlap";

export type OutboxSession = {
  readonly configuration: OutboxSourceConfiguration;
  readonly name: SourceName;
  readonly batchRecords: number;
  readonly onRead: () => void;
};

const KEEP_EVERY_MS = 2_000;
const LAG_COUNTED_MAX = 10_000;
/** Rows between `low` and `high` that are remembered: some hundred bytes each. */
const TAKEN_MAX = 200_000;
/** The window is looked at again that often within an overlap. */
const LOOKS_PER_OVERLAP = 5;

/** Reads on one connection until the signal; throws what goes wrong with it or with the desk. */
export async function runOutboxSession(session: OutboxSession, desk: PlaceDesk, signal: AbortSignal): Promise<void> {
  let lost: Error | null = null;
  const table = await OutboxTable.connect(session.configuration, (error) => {
    lost = error;
  });
  try {
    const reading = new Reading(session, desk, table);
    while (!signal.aborted) {
      if (lost !== null) throw lost;
      const isMore = await reading.step();
      session.onRead();
      if (!isMore) await pause(session.configuration.pollMs, signal);
    }
  } finally {
    await table.close();
  }
}

/** What is known while one connection lives and the stream is ours. */
class Reading {
  readonly #session: OutboxSession;
  readonly #desk: PlaceDesk;
  readonly #table: OutboxTable;
  readonly #stream;
  #overlap: Overlap | null = null;
  #next = 0;
  #keptAt = Number.NEGATIVE_INFINITY;
  #lookedAt = Number.NEGATIVE_INFINITY;
  /** Since when no more rows can be remembered; null while they can. */
  #fullAt: number | null = null;

  constructor(session: OutboxSession, desk: PlaceDesk, table: OutboxTable) {
    this.#session = session;
    this.#desk = desk;
    this.#table = table;
    this.#stream = toOutboxStream(session.configuration.table);
  }

  /** Reads what there is now. True when there may be more at once. */
  async step(): Promise<boolean> {
    if (performance.now() - this.#keptAt >= KEEP_EVERY_MS) await this.#keep();
    const overlap = this.#overlap;
    if (overlap === null) return false;
    await this.#lookAgain(overlap);
    this.#fullAt = overlap.size >= TAKEN_MAX ? (this.#fullAt ?? performance.now()) : null;
    if (this.#fullAt !== null) return false;
    const rows = await this.#table.readAfter(overlap.high, this.#session.batchRecords);
    await this.#take(rows);
    overlap.take(
      rows.map(({ key }) => key),
      { high: rows.at(-1)?.key ?? null },
    );
    if (rows.length > 0) overlap.mark(performance.now(), await this.#table.readTransactions());
    return rows.length === this.#session.batchRecords;
  }

  /** Asks whether the table is ours to read, tells how much waits, and says how it is. */
  async #keep(): Promise<void> {
    const stream = this.#stream;
    const { position, place } = await this.#desk.readPlace(stream);
    const lag = await this.#table.countAfter(this.#overlap?.high ?? place, LAG_COUNTED_MAX);
    const topic = this.#session.configuration.table;
    const [kept] = await this.#desk.keep([{ stream, topic, firstPosition: 0, endPosition: position + lag }]);
    this.#keptAt = performance.now();
    if (kept === undefined) {
      this.#overlap = null;
    } else if (this.#overlap === null) {
      this.#overlap = new Overlap(place, this.#session.configuration.overlapSeconds * 1000);
      this.#next = kept.nextPosition;
    }
    this.#report();
  }

  #report(): void {
    const patienceMs = 2_000 * this.#session.configuration.overlapSeconds; // a backlog fills the memory, too, but not for long
    const isHeld = this.#fullAt !== null && performance.now() - this.#fullAt > patienceMs;
    const held = `${TAKEN_MAX} rows wait for a transaction that has been open since before them, and might have a row among them. End it (pg_stat_activity, backend_xmin).`;
    this.#desk.report(isHeld ? { state: "degraded", detail: held } : { state: "running", detail: "" });
  }

  /** Rows that were committed after rows with greater keys. */
  async #lookAgain(overlap: Overlap): Promise<void> {
    const everyMs = (this.#session.configuration.overlapSeconds * 1000) / LOOKS_PER_OVERLAP;
    if (overlap.high === null || overlap.low === overlap.high || performance.now() - this.#lookedAt < everyMs) return;
    const before = await this.#table.readTransactions();
    const lookedAt = performance.now();
    const { batchRecords } = this.#session;
    for (let after = overlap.low, keys = [""]; keys.length > 0; after = keys.at(-1) ?? after) {
      keys = [...(await this.#table.readKeys(after, overlap.high, batchRecords))];
      const late = keys.filter((key) => !overlap.has(key));
      if (late.length === 0) continue;
      await this.#take(await this.#table.readRows(late));
      overlap.take(late, { high: null });
    }
    this.#lookedAt = lookedAt;
    if (overlap.pass(lookedAt, before) && overlap.low !== null) {
      await this.#desk.writePlace(this.#stream, overlap.low);
    }
  }

  async #take(rows: readonly OutboxRow[]): Promise<void> {
    if (rows.length === 0) return;
    const { name: source, configuration } = this.#session;
    const from = this.#next;
    const now = Date.now();
    const records = rows.map((row, index) =>
      toOutboxRecord(row, { source, table: configuration.table, position: from + index, now }),
    );
    const nextPosition = from + rows.length;
    await this.#desk.handle({ source, stream: this.#stream, records, nextPosition, endPosition: nextPosition });
    this.#next = nextPosition;
  }
}
