import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { CONFIGURATION_FILE, loadConfiguration } from "@/lib/platform/configuration";

/** Runs one part in the foreground against the user's own servers; its output, signals and exit code are ours. */
export async function runOnly(part: "web" | "ingest", named: string | undefined): Promise<void> {
  const configurationFile = named ?? process.env["THROUGHLINE_CONFIG"] ?? CONFIGURATION_FILE;
  const { web } = loadConfiguration(configurationFile);
  const next = join("node_modules", "next", "dist", "bin", "next");
  const args =
    part === "web"
      ? [next, "start", "--hostname", web.host, "--port", String(web.port)]
      : ["--import", "tsx", join("lib", "ingest", "worker.ts")];
  const env = { ...process.env, THROUGHLINE_CONFIG: configurationFile, NODE_ENV: "production" as const };
  const child = spawn(process.execPath, args, { stdio: "inherit", env });
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  process.on("SIGINT", () => undefined); // a terminal sends it to the child as well
  return new Promise((resolve) => {
    child.on("exit", (code) => (code === 0 || code === null ? resolve() : process.exit(code)));
  });
}
