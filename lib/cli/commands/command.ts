import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { Failure } from "@/lib/domain/failure";
import { CONFIGURATION_FILE, loadConfiguration } from "@/lib/platform/configuration";
import type { Configuration } from "@/lib/platform/configuration-schema";
import { createPool, type Pool } from "@/lib/store/database";

/** One command of `throughline`. */
export type Command = {
  /** What follows `throughline`, `token create --role ROLE`. */
  readonly usage: string;
  readonly summary: string;
  run(parameters: readonly string[]): Promise<void>;
};

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Reads options and words; what is not known is said together with the usage. Every command takes --config FILE. */
export function readParameters<Given extends Options>(parameters: readonly string[], usage: string, options: Given) {
  try {
    return parseArgs({
      args: [...parameters],
      options: { ...options, config: { type: "string" as const } },
      allowPositionals: true,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure("misconfigured", `${why}\nUsage: throughline ${usage}`, { cause: error });
  }
}

/** The file that was named, the one in this folder, or that of the local set-up. */
export function findConfiguration(named: string | undefined): Configuration {
  const local = join(".throughline", "run", CONFIGURATION_FILE);
  const file =
    named ?? process.env["THROUGHLINE_CONFIG"] ?? (existsSync(CONFIGURATION_FILE) ? CONFIGURATION_FILE : local);
  return loadConfiguration(existsSync(file) || named !== undefined ? file : CONFIGURATION_FILE);
}

/** A few connections for one command, closed when it is done. */
export async function withDatabase<Result>(
  configuration: Configuration,
  work: (pool: Pool) => Promise<Result>,
): Promise<Result> {
  const pool = createPool({
    connectionString: configuration.database.url,
    applicationName: "throughline cli",
    connectionsMax: 4,
  });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Whoever has a shell and the database's password may do this; the audit trail names the account. */
export const shellActor = (): string => `cli:${process.env["USER"] ?? process.env["USERNAME"] ?? "unknown"}`;
