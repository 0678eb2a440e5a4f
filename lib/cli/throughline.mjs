#!/usr/bin/env node
/** The `throughline` command: makes sure that TypeScript can run, then hands over. `up`, `web` and `ingest` are `npm start`. */
import process from "node:process";
import { ensureDatabaseClient, ensureDependencies, handOver, requireNode } from "./setup.mjs";

const [command, ...rest] = process.argv.slice(2);
const START = { up: [], web: ["--only", "web"], ingest: ["--only", "ingest"] };
const start = START[command];
if (start !== undefined) {
  process.argv.splice(2, 1, ...start);
  await import("./start.mjs");
} else {
  requireNode();
  await ensureDependencies();
  await ensureDatabaseClient();
  handOver("lib/cli/main.ts", command === undefined ? [] : [command, ...rest]);
}
