import process from "node:process";
import { Failure } from "@/lib/domain/failure";
import { rebuildConfigured } from "@/lib/ingest/rebuild/rebuild-configured";
import { type Command, findConfiguration, print, readParameters } from "./command";

const STOPPED = "Stopped. The live tables are as they were; throughline rebuild goes on from here.";
const usage = "rebuild [--drop-ignored]";

export const rebuildCommand: Command = {
  usage,
  summary:
    "project the event log again with today's rules, beside the live tables, and switch (go on with ingest meanwhile)",
  run: async (parameters) => {
    const { values } = readParameters(parameters, usage, { "drop-ignored": { type: "boolean" } });
    const configuration = findConfiguration(values.config);
    const stopping = new AbortController();
    for (const signal of ["SIGTERM", "SIGINT"] as const)
      process.once(signal, () => stopping.abort(new Failure("conflict", STOPPED)));
    const startedAt = performance.now();
    const seconds = () => Math.max(0.001, (performance.now() - startedAt) / 1000);
    let first: number | null = null;
    const result = await rebuildConfigured(
      configuration,
      {
        mayDropIgnored: values["drop-ignored"] ?? false,
        onStage: print,
        onProgress: ({ records, events, behind }) => {
          first ??= records;
          const rate = Math.round((records - first) / seconds());
          print(`  ${records} records, ${events} events, ${rate} records/s, ${behind} positions to go`);
        },
      },
      stopping.signal,
    );
    const { records, events, kept, ignored } = result;
    print(
      `${records} records, ${events} events in ${seconds().toFixed(1)} s; ${kept} records kept their events as they`,
    );
    print(`were (imports, cut or expired payloads, what cannot be decoded any more); ${ignored} are ignored now.`);
  },
};
