/**
 * Runs dependency-cruiser over everything and fails on any violation, and also when it looked at fewer modules than there
 * are: with a TypeScript that it cannot drive it reports success over nothing.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import configuration from "../../.dependency-cruiser.mjs";

const ROOTS = ["app", "components", "lib"];
const GENERATED = join("lib", "store", "generated");

function sourcesBelow(folder) {
  if (folder === GENERATED) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesBelow(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

const { forbidden, options } = configuration;
const { output } = await cruise(
  ROOTS,
  { ...options, ruleSet: { forbidden }, validate: true },
  {},
  { tsConfig: extractTSConfig("tsconfig.json") },
);
const expected = ROOTS.flatMap(sourcesBelow);
const seen = new Set(output.modules.map(({ source }) => source));
const unseen = expected.filter((path) => !seen.has(path));

for (const { rule, from, to } of output.summary.violations) process.stdout.write(`${rule.name}: ${from} → ${to}\n`);
if (unseen.length > 0)
  process.stdout.write(`not looked at: ${unseen.slice(0, 10).join(", ")}${unseen.length > 10 ? " …" : ""}\n`);
const problems = output.summary.violations.filter(({ rule }) => rule.severity === "error").length + unseen.length;
process.stdout.write(`architecture: ${expected.length} modules, ${problems} problems\n`);
process.exitCode = problems === 0 ? 0 : 1;
