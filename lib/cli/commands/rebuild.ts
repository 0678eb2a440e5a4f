import process from "node:process";
import { Failure } from "@/lib/domain/failure";
import { rebuild } from "@/lib/ingest/rebuild/rebuild";
import { rulesOfSource } from "@/lib/ingest/rules-of-source";
import { type Configuration, decodeRulesOf } from "@/lib/platform/configuration-schema";
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
    const result = await rebuild(
      {
        databaseUrl: configuration.database.url,
        rulesOf: (source) => rulesOf(configuration, source),
        rulesText: rulesText(configuration),
        batchRecords: configuration.ingest.batchRecords,
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

/** Without its configuration a source's records would be read by built-in rules, and lose what its rules had told. */
function rulesOf(configuration: Configuration, source: { readonly name: string; readonly kind: string }) {
  const isConfigured = configuration.sources.some(({ id }) => id === source.name);
  return source.kind === "kafka" && !isConfigured ? null : rulesOfSource(configuration, source);
}

/** All that decoding depends on, and nothing secret. */
function rulesText(configuration: Configuration): string {
  const ofSources = configuration.sources.flatMap((source) =>
    source.kind === "kafka" ? [[source.id, decodeRulesOf(configuration, source)]] : [],
  );
  return JSON.stringify([ofSources, configuration.intake]);
}
