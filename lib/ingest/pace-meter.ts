import type { IngestPace } from "@/lib/store/ingest-pace";

export type MeteredBatch = {
  readonly records: number;
  readonly events: number;
  readonly quarantined: number;
  readonly commitMs: number;
};

export type PaceMeter = {
  add(batch: MeteredBatch): void;
  /** Of the last ten seconds. */
  read(): IngestPace;
};

const WINDOW_MS = 10_000;
/** More than a worker commits in ten seconds; beyond it the oldest are forgotten. */
const BATCHES_MAX = 5_000;

/** What committing costs and how fast it goes, of late. `clock` counts milliseconds and never goes back. */
export function createPaceMeter(clock: () => number): PaceMeter {
  const begunAt = clock();
  let batches: (MeteredBatch & { readonly at: number })[] = [];
  return {
    add: (batch) => {
      batches.push({ ...batch, at: clock() });
      if (batches.length > 2 * BATCHES_MAX) batches = batches.slice(-BATCHES_MAX);
    },
    read: () => {
      const now = clock();
      batches = batches.filter(({ at }) => at > now - WINDOW_MS);
      const seconds = Math.max(1, Math.min(WINDOW_MS, now - begunAt) / 1000);
      const sum = (of: (batch: MeteredBatch) => number) => batches.reduce((total, batch) => total + of(batch), 0);
      const records = sum((batch) => batch.records);
      const commits = batches.map(({ commitMs }) => commitMs).sort((a, b) => a - b);
      return {
        recordsPerSecond: records / seconds,
        eventsPerSecond: sum(({ events }) => events) / seconds,
        quarantinedPerSecond: sum(({ quarantined }) => quarantined) / seconds,
        batchesPerSecond: batches.length / seconds,
        recordsPerBatch: batches.length === 0 ? 0 : records / batches.length,
        commitMsP50: percentile(commits, 0.5),
        commitMsP95: percentile(commits, 0.95),
      };
    },
  };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
