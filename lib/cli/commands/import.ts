import { randomUUID } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import process from "node:process";
import { Failure } from "@/lib/domain/failure";
import { importRecords } from "@/lib/ingest/import-file";
import { decodeRulesOf } from "@/lib/platform/configuration-schema";
import { type Command, findConfiguration, print, readParameters, withDatabase } from "./command";

const usage = "import FILE --process NAME [--format jsonl]";

/** The same as `POST /api/v1/imports`, without the way over HTTP. */
export const importCommand: Command = {
  usage,
  summary: "take a recorded log in (plain, gzip or zip; `-` reads standard input)",
  run: async (parameters) => {
    const { values, positionals } = readParameters(parameters, usage, {
      process: { type: "string" },
      format: { type: "string", default: "jsonl" },
    });
    const [file] = positionals;
    if (file === undefined || values.process === undefined) {
      throw new Failure("misconfigured", `Usage: throughline ${usage}`);
    }
    if (file !== "-" && !existsSync(file)) throw new Failure("not-found", `There is no file ${file}.`);
    const configuration = findConfiguration(values.config);
    const rules = configuration.sources.flatMap((source) =>
      source.kind === "kafka" ? decodeRulesOf(configuration, source) : [],
    );
    const input = file === "-" ? process.stdin : createReadStream(file);
    const request = { process: values.process, format: values.format, input, importId: randomUUID(), rules };
    const result = await withDatabase(configuration, (pool) => importRecords({ pool, ...request }));
    print(`${result.records} records, ${result.events} events, ${result.cases} cases, ${result.rejected} rejected`);
    if (result.error !== null) throw new Failure("bad-request", result.error);
  },
};
