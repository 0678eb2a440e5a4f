/** A runner and nothing else, for tests that kill it: the configuration comes as its one argument. Ends with SIGTERM. */
import process from "node:process";
import { ConfigurationSchema } from "@/lib/platform/configuration-schema";
import { silentLog } from "@/lib/platform/log";
import { createPool } from "@/lib/store/database";
import { openEngines } from "./open-engines";
import { runOperations } from "./runner";

const { leaseMs, ...given } = JSON.parse(process.argv[2] ?? "{}") as { readonly leaseMs: number };
const { database, sources } = ConfigurationSchema.parse(given);
const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());
const pool = createPool({ connectionString: database.url, applicationName: "runner" });
const engines = openEngines({ sources });
await runOperations({ pool, engines, log: silentLog, signal: stopping.signal, leaseMs });
for (const engine of engines.values()) await engine.close();
await pool.end();
