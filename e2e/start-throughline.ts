import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "@playwright/test";

const ROOT = resolve(import.meta.dirname, "..");

/** Starts everything as `npm start` does, signs in with the link that it prints, and stops it all after the tests. */
export default async function startThroughline(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-e2e-"));
  const args = [
    "--import",
    "tsx",
    "lib/cli/up.ts",
    "--data",
    dataDir,
    "--port",
    "3717",
    "--orders",
    "12",
    "--landscape",
    "retail-both",
  ];
  const servers = process.env["THROUGHLINE_SERVERS_DIR"] ?? join(ROOT, ".throughline", "servers");
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, THROUGHLINE_SERVERS_DIR: servers },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const link = await signInLink(child);
  process.env["THROUGHLINE_E2E_DATA"] = dataDir;
  process.env["THROUGHLINE_E2E_URL"] = new URL(link).origin;
  await signIn(link, "operator.json");
  return () => stop(child, dataDir);
}

function signInLink(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    if (child.stdout === null) return failed(new Error("no output to read"));
    createInterface({ input: child.stdout }).on("line", (line) => {
      process.stdout.write(`  ${line}\n`);
      const link = /https?:\/\/\S+\/sign-in\?token=\S+/.exec(line)?.[0];
      if (link !== undefined) found(link);
    });
    child.once("exit", (code) =>
      failed(new Error(`npm start ended with code ${code} before it printed a sign-in link`)),
    );
  });
}

/** Opens the link and presses the button, as a person does, and keeps the session for all tests. */
export async function signIn(link: string, file: string): Promise<void> {
  mkdirSync(join(ROOT, "test-results"), { recursive: true });
  const executablePath = process.env["THROUGHLINE_CHROMIUM"];
  const browser = await chromium.launch({ args: ["--no-sandbox"], ...(executablePath ? { executablePath } : {}) });
  const page = await browser.newPage();
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  await page.context().storageState({ path: join(ROOT, "test-results", file) });
  await browser.close();
}

async function stop(child: ChildProcess, dataDir: string): Promise<void> {
  const ended = new Promise((resolved) => child.once("exit", resolved));
  child.kill("SIGINT");
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}
