/** Finds a Chromium for the browser tests, and installs the system's one where it may. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { run, say } from "./setup.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const BY_HAND = "sudo apt-get install chromium   (or: npx playwright install chromium)";

/** Resolves to `{path}`, or to `{why}` with the command that a person can run. */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return { path: found };
  if (process.platform === "linux" && process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0) {
    say("• Installing Chromium from the system's packages …");
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-qq"], { env });
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"], { env });
  }
  const installed = findBrowser();
  return installed ? { path: installed } : { why: `No Chromium was found. Install one with: ${BY_HAND}` };
}

function findBrowser() {
  if (process.env.THROUGHLINE_CHROMIUM) return process.env.THROUGHLINE_CHROMIUM;
  const inPath = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...inPath, ...USUAL_PLACES].find((path) => existsSync(path)) ?? null;
}
