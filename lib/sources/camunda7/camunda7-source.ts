import { toSourceName } from "@/lib/domain/identifiers";
import { pause } from "@/lib/platform/clock";
import type { Camunda7SourceConfiguration } from "@/lib/platform/configuration-schema";
import type { Log } from "@/lib/platform/log";
import type { PlaceDesk, Source } from "../source";
import { runCamunda7Session } from "./camunda7-session";
import { RestError } from "./engine-rest";

export type Camunda7SourceOptions = { readonly configuration: Camunda7SourceConfiguration; readonly log: Log };

const FIRST_PAUSE_MS = 500;
const LAST_PAUSE_MS = 30_000;
/** An engine that asks for more patience is asked again all the same. */
const LONGEST_WISH_MS = 300_000;

/** Polls an engine of the Camunda 7 family. One that is away, slow or overloaded is reported, and asked less often. */
export function createCamunda7Source({ configuration, log }: Camunda7SourceOptions): Source {
  const name = toSourceName(configuration.id);
  return { name, run: (desk, signal) => runForEver({ configuration, log }, desk, signal) };
}

async function runForEver(
  { configuration, log }: Camunda7SourceOptions,
  desk: PlaceDesk,
  signal: AbortSignal,
): Promise<void> {
  const name = toSourceName(configuration.id);
  let waitMs = FIRST_PAUSE_MS;
  const onRead = () => {
    waitMs = FIRST_PAUSE_MS;
  };
  while (!signal.aborted) {
    try {
      await runCamunda7Session({ configuration, name, onRead }, desk, signal);
    } catch (error) {
      const detail = explain(error, configuration);
      desk.report({ state: "degraded", detail });
      log.warn({ detail }, "reading an engine failed; it is tried again");
      const wishedMs = error instanceof RestError ? Math.min(error.retryAfterMs, LONGEST_WISH_MS) : 0;
      await pause(Math.max(waitMs, wishedMs), signal);
      waitMs = Math.min(waitMs * 2, LAST_PAUSE_MS);
    }
  }
}

function explain(error: unknown, { url }: Camunda7SourceConfiguration): string {
  const words = error instanceof Error ? error.message || error.name : String(error);
  return (error instanceof RestError ? `The engine at ${new URL(url).host} ${words}.` : words).slice(0, 500);
}
