import { type SourceName, type StreamName, toStreamName } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";
import { pause } from "@/lib/platform/clock";
import type { Camunda7SourceConfiguration } from "@/lib/platform/configuration-schema";
import type { PlaceDesk } from "../source";
import { EngineRest, RestError } from "./engine-rest";
import { type EngineFact, RowEnricher } from "./enrich-rows";
import { type FeedPage, FeedReader } from "./feed-reader";
import { type Feed, type FeedRow, HISTORY_FEEDS, OPTIMIZE_FEEDS } from "./feeds";

export type Camunda7Session = {
  readonly configuration: Camunda7SourceConfiguration;
  readonly name: SourceName;
  readonly onRead: () => void;
};

/** The only stream of an engine; also its topic, which decode rules select by. */
export const ENGINE_STREAM = "engine-rest";
const KEEP_EVERY_MS = 2_000;
const LOOKS_PER_OVERLAP = 5;
const PAGE_MIN = 50;
/** A page that takes longer is hard work for the engine's database: smaller ones, and as long a pause between them. */
const SLOW_MS = 2_000;

/** Reads the engine until the signal; throws what goes wrong with it or with the desk. */
export async function runCamunda7Session(
  session: Camunda7Session,
  desk: PlaceDesk,
  signal: AbortSignal,
): Promise<void> {
  const rest = new EngineRest(session.configuration);
  const feeds = await chooseFeeds(rest);
  const reading = new Reading({ session, desk, rest, feeds });
  while (!signal.aborted) {
    const begun = performance.now();
    const isMore = await reading.step();
    session.onRead();
    const tookMs = performance.now() - begun;
    if (!isMore) await pause(session.configuration.pollMs, signal);
    else if (tookMs > SLOW_MS) await pause(tookMs, signal);
  }
}

async function chooseFeeds(rest: EngineRest): Promise<readonly Feed[]> {
  try {
    await rest.ask({ path: "/optimize/process-instance/running", query: { maxResults: 1 } });
    return OPTIMIZE_FEEDS;
  } catch (error) {
    if (error instanceof RestError && error.problem.kind === "status" && error.problem.status === 404) {
      return HISTORY_FEEDS;
    }
    throw error;
  }
}

type Parts = {
  readonly session: Camunda7Session;
  readonly desk: PlaceDesk;
  readonly rest: EngineRest;
  readonly feeds: readonly Feed[];
};

type Found = { readonly reader: FeedReader; readonly rows: readonly FeedRow[] };

/** What is known while the engine answers and the stream is ours. */
class Reading {
  readonly #parts: Parts;
  readonly #stream: StreamName = toStreamName(ENGINE_STREAM);
  readonly #enricher: RowEnricher;
  #readers: readonly FeedReader[] = [];
  #next = 0;
  #size: number;
  #keptAt = Number.NEGATIVE_INFINITY;
  #lookedAt = performance.now();
  #place = "";

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#enricher = new RowEnricher(parts.rest);
    this.#size = parts.session.configuration.pageSize;
  }

  /** One page of each feed. True when there may be more at once. */
  async step(): Promise<boolean> {
    if (performance.now() - this.#keptAt >= KEEP_EVERY_MS) await this.#keep();
    if (this.#readers.length === 0) return false;
    const found: (Found & { readonly page: FeedPage })[] = [];
    for (const reader of this.#readers) {
      const page = await this.#paced(() => reader.readOn(this.#size));
      found.push({ reader, rows: page.rows, page });
    }
    await this.#take(found);
    for (const { reader, page } of found) reader.take(page);
    await this.#lookAgain();
    return found.some(({ page }) => page.isMore);
  }

  async #keep(): Promise<void> {
    const { desk, session, rest, feeds } = this.#parts;
    const { position, place } = await desk.readPlace(this.#stream);
    const extent = { stream: this.#stream, topic: ENGINE_STREAM, firstPosition: 0, endPosition: position };
    const [kept] = await desk.keep([extent]);
    this.#keptAt = performance.now();
    if (kept === undefined) this.#readers = [];
    else if (this.#readers.length === 0) {
      const lows = readPlaces(place);
      const overlapMs = session.configuration.overlapSeconds * 1000;
      this.#readers = feeds.map((feed) => new FeedReader(feed, rest, { low: lows.get(feed.name) ?? 0, overlapMs }));
      this.#next = kept.nextPosition;
    }
    const isHistory = feeds === HISTORY_FEEDS;
    const detail = isHistory
      ? "It has no optimize endpoints: the order inside a process instance is by time only."
      : "";
    desk.report({ state: "running", detail });
  }

  async #lookAgain(): Promise<void> {
    const everyMs = (this.#parts.session.configuration.overlapSeconds * 1000) / LOOKS_PER_OVERLAP;
    if (performance.now() - this.#lookedAt < everyMs) return;
    for (const reader of this.#readers) {
      const late = await this.#paced(() => reader.lookAgain(this.#parts.session.configuration.pageSize));
      await this.#take([{ reader, rows: late.rows }]);
      reader.takeLate(late);
    }
    await this.#writePlace();
    this.#lookedAt = performance.now();
  }

  async #paced<Answer>(read: () => Promise<Answer>): Promise<Answer> {
    const begun = performance.now();
    const answer = await read();
    const isSlow = performance.now() - begun > SLOW_MS;
    const { pageSize } = this.#parts.session.configuration;
    this.#size = isSlow ? Math.max(PAGE_MIN, this.#size >> 1) : Math.min(pageSize, this.#size * 2);
    return answer;
  }

  /** Rows become records in the order of their times, which saves cases from being folded anew. */
  async #take(found: readonly Found[]): Promise<void> {
    const rows = found.flatMap(({ reader, rows }) => rows.map((row) => ({ reader, row, time: reader.timeOf(row) })));
    rows.sort((one, other) => one.time - other.time);
    const facts: { readonly fact: EngineFact; readonly time: number }[] = [];
    for (const { reader, row, time } of rows) {
      for (const fact of await this.#enricher.enrich(reader.feed.name, row)) facts.push({ fact, time });
    }
    const source = this.#parts.session.name;
    const from = this.#next;
    const records = facts.map(({ fact, time }, index) => this.#toRecord(fact, { position: from + index, time }));
    const nextPosition = from + records.length;
    if (records.length > 0) {
      await this.#parts.desk.handle({ source, stream: this.#stream, records, nextPosition, endPosition: nextPosition });
      this.#next = nextPosition;
    }
  }

  #toRecord(fact: EngineFact, { position, time }: { readonly position: number; readonly time: number }): SourceRecord {
    return {
      source: this.#parts.session.name,
      stream: this.#stream,
      position,
      topic: ENGINE_STREAM,
      recordedAt: time,
      key: null,
      headers: [],
      value: Buffer.from(JSON.stringify(fact)),
    };
  }

  async #writePlace(): Promise<void> {
    const place = JSON.stringify(Object.fromEntries(this.#readers.map(({ feed, low }) => [feed.name, low])));
    if (place === this.#place) return;
    await this.#parts.desk.writePlace(this.#stream, place);
    this.#place = place;
  }
}

/** Where each feed was left; whatever cannot be read begins anew, which counts nothing twice. */
function readPlaces(place: string | null): ReadonlyMap<string, number> {
  try {
    const lows = Object.entries(JSON.parse(place ?? "{}") as Record<string, unknown>);
    return new Map(lows.flatMap(([name, low]) => (typeof low === "number" && low >= 0 ? [[name, low] as const] : [])));
  } catch {
    return new Map();
  }
}
