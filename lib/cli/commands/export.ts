import { createWriteStream } from "node:fs";
import process from "node:process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Masking } from "@/lib/access/masking";
import { Filter } from "@/lib/api/contract/filter";
import { Failure } from "@/lib/domain/failure";
import { Role } from "@/lib/domain/role";
import { exportEvents } from "@/lib/query/export-events";
import { type Command, findConfiguration, print, readParameters, withDatabase } from "./command";

const usage = "export [--out FILE] [--as ROLE] [--FILTER VALUE]…";

const TEXTS = ["from", "to", "source", "process", "version", "state", "element", "variant"] as const;
const AMOUNTS = ["minDuration", "maxDuration"] as const;
const FLAGS = ["stuck", "incident"] as const;
const SEVERAL = ["activity", "key"] as const;

const OPTIONS = {
  out: { type: "string" },
  as: { type: "string", default: "admin" },
  ...optionsOf([...TEXTS, ...AMOUNTS], { type: "string" as const }),
  ...optionsOf(FLAGS, { type: "boolean" as const }),
  ...optionsOf(SEVERAL, { type: "string" as const, multiple: true as const }),
} as const;

/** The same lines as `GET /api/v1/exports`, with the same filters, as fast as they are taken. */
export const exportCommand: Command = {
  usage,
  summary: `events of cases as JSON lines, which import takes again; filters: ${[...TEXTS, ...AMOUNTS, ...FLAGS, ...SEVERAL].join(", ")}`,
  run: async (parameters) => {
    const { values, positionals } = readParameters(parameters, usage, OPTIONS);
    if (positionals.length > 0) throw new Failure("misconfigured", `Usage: throughline ${usage}`);
    const { out, as, config, ...given } = values;
    const role = Role.safeParse(as);
    if (!role.success) throw new Failure("misconfigured", `--as ${as}: there is no such role.`);
    const filter = Filter.safeParse(given);
    if (!filter.success) {
      const words = filter.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`);
      throw new Failure("misconfigured", `${words.join("\n")}\nUsage: throughline ${usage}`);
    }
    const configuration = findConfiguration(config);
    const masking = new Masking(configuration.masking, role.data);
    await withDatabase(configuration, (pool) =>
      write(exportEvents(pool, { filter: filter.data, masking, now: Date.now() }), out),
    );
  },
};

function optionsOf<Name extends string, Option>(names: readonly Name[], option: Option): Record<Name, Option> {
  return Object.fromEntries(names.map((name) => [name, option])) as Record<Name, Option>;
}

/** A reader that has enough (`| head`) ends the export, and that is no failure. */
async function write(lines: AsyncGenerator<string>, file: string | undefined): Promise<void> {
  if (file !== undefined && file !== "-") {
    await pipeline(Readable.from(lines), createWriteStream(file));
    return print(`Written to ${file}.`);
  }
  try {
    await pipeline(Readable.from(lines), process.stdout, { end: false });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
}
