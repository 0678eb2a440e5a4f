import { Failure } from "@/lib/domain/failure";
import { createProjectionWords } from "@/lib/ingest/projection-words";
import { readRetention, runRetention } from "@/lib/ingest/retention";
import { createSidePool } from "@/lib/store/database";
import { type Command, findConfiguration, print, readParameters, withDatabase } from "./command";

const usage = "retention run [--dry-run]";

/** What the worker does every few hours, now. */
export const retentionCommand: Command = {
  usage,
  summary: "drop payloads and ended cases that are older than the configuration keeps them; or only count them",
  run: async (parameters) => {
    const { values, positionals } = readParameters(parameters, usage, { "dry-run": { type: "boolean" } });
    if (positionals[0] !== "run") throw new Failure("misconfigured", `Usage: throughline ${usage}`);
    const configuration = findConfiguration(values.config);
    const rules = configuration.retention;
    if (rules.payloadDays === null && rules.caseDays === null) {
      return print("Nothing to do: retention.payloadDays and retention.caseDays are not set, so all is kept.");
    }
    await withDatabase(configuration, async (pool) => {
      const now = Date.now();
      if (values["dry-run"]) {
        const { payloads, cases } = await readRetention({ pool, rules, now });
        return print(`It would drop the payloads of ${payloads} events, and ${cases} cases with their events.`);
      }
      const side = createSidePool(pool);
      const parts = { pool, words: createProjectionWords(side), rules, now };
      const dropped = await runRetention(parts, new AbortController().signal).finally(() => side.end());
      print(`Dropped ${dropped.cases} cases, ${dropped.events} events, and the payloads of ${dropped.payloads} more.`);
    });
  },
};
