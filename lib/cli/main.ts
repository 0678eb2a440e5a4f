/** `throughline COMMAND`: finds the command, runs it, and says in one line what was wrong. */
import process from "node:process";
import { Failure } from "@/lib/domain/failure";
import { closestWord } from "@/lib/platform/closest-word";
import type { Command } from "./commands/command";

/** Loaded only when asked for: `token create` need not wait for Kafka's client. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  migrate: async () => (await import("./commands/migrate")).migrateCommand,
  import: async () => (await import("./commands/import")).importCommand,
  export: async () => (await import("./commands/export")).exportCommand,
  rebuild: async () => (await import("./commands/rebuild")).rebuildCommand,
  retention: async () => (await import("./commands/retention")).retentionCommand,
  stream: async () => (await import("./commands/stream")).streamCommand,
  audit: async () => (await import("./commands/audit")).auditCommand,
  token: async () => (await import("./commands/token")).tokenCommand,
  user: async () => (await import("./commands/user")).userCommand,
  doctor: async () => (await import("./commands/doctor")).doctorCommand,
  config: async () => (await import("./commands/config")).configCommand,
  landscape: async () => (await import("./commands/landscape")).landscapeCommand,
  bench: async () => (await import("./commands/bench")).benchCommand,
};

async function help(): Promise<void> {
  process.stdout.write("throughline COMMAND   (also: npm run throughline -- COMMAND)\n\n");
  process.stdout.write("  up                    everything on this machine, as npm start\n");
  process.stdout.write("  web | ingest          one part, against your own servers\n");
  for (const load of Object.values(COMMANDS)) {
    const { usage, summary } = await load();
    process.stdout.write(`  ${usage}\n                        ${summary}\n`);
  }
  process.stdout.write(
    "\nEvery command takes --config FILE (default throughline.config.yaml, then the local set-up's).\n",
  );
}

async function main([name, ...parameters]: readonly string[]): Promise<void> {
  if (name === undefined || name === "help" || name === "--help") return help();
  const load = COMMANDS[name];
  if (load === undefined) {
    const meant = closestWord(name, Object.keys(COMMANDS));
    throw new Failure(
      "misconfigured",
      `There is no command "${name}"${meant === null ? "" : `; did you mean "${meant}"?`} throughline help lists them.`,
    );
  }
  await (await load()).run(parameters);
}

main(process.argv.slice(2)).then(
  () => process.exit(process.exitCode ?? 0),
  (error: unknown) => {
    const text =
      error instanceof Failure
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  },
);
