import { toSourceName } from "@/lib/domain/identifiers";
import { pause } from "@/lib/platform/clock";
import type { OutboxSourceConfiguration } from "@/lib/platform/configuration-schema";
import type { Log } from "@/lib/platform/log";
import type { PlaceDesk, Source } from "../source";
import { runOutboxSession } from "./outbox-session";

export type OutboxSourceOptions = {
  readonly configuration: OutboxSourceConfiguration;
  readonly batchRecords: number;
  readonly log: Log;
};

const FIRST_PAUSE_MS = 500;
const LAST_PAUSE_MS = 5_000;

/** Polls an outbox table in somebody's PostgreSQL. A database that is away is reported and tried again. */
export function createOutboxSource(options: OutboxSourceOptions): Source {
  const name = toSourceName(options.configuration.id);
  return { name, run: (desk, signal) => runForEver({ ...options, name }, desk, signal) };
}

async function runForEver(
  options: OutboxSourceOptions & { readonly name: Source["name"] },
  desk: PlaceDesk,
  signal: AbortSignal,
): Promise<void> {
  const { configuration, log } = options;
  let waitMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const onRead = () => {
      waitMs = FIRST_PAUSE_MS;
    };
    try {
      await runOutboxSession({ ...options, onRead }, desk, signal);
    } catch (error) {
      const detail = explain(error, configuration);
      desk.report({ state: "degraded", detail });
      log.warn({ detail }, "reading an outbox failed; it is tried again");
      await pause(waitMs, signal);
      waitMs = Math.min(waitMs * 2, LAST_PAUSE_MS);
    }
  }
}

function explain(error: unknown, { table, url }: OutboxSourceConfiguration): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  return `${table} at ${new URL(url).host}: ${message}`.slice(0, 500);
}
