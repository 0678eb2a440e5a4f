import { parse } from "yaml";
import type { FieldProblem } from "@/lib/domain/failure";
import { closestWord } from "./closest-word";

/** What an environment variable may lay over the file, `THROUGHLINE_` before it. Values are read as YAML. */
const OVERRIDES: Readonly<Record<string, readonly string[]>> = {
  THROUGHLINE_DATABASE_URL: ["database", "url"],
  THROUGHLINE_WEB_HOST: ["web", "host"],
  THROUGHLINE_WEB_PORT: ["web", "port"],
  THROUGHLINE_WEB_PUBLIC_URL: ["web", "publicUrl"],
  THROUGHLINE_INGEST_BATCH_RECORDS: ["ingest", "batchRecords"],
  THROUGHLINE_INGEST_METRICS_PORT: ["ingest", "metricsPort"],
  THROUGHLINE_INGEST_METRICS_HOST: ["ingest", "metricsHost"],
  THROUGHLINE_SOURCES: ["sources"],
  THROUGHLINE_INTAKE: ["intake"],
  THROUGHLINE_LANDSCAPE: ["landscape"],
  THROUGHLINE_DATA_DIR: ["dataDir"],
  THROUGHLINE_LOG_LEVEL: ["logLevel"],
};
/** Whole branches come as YAML or JSON; everything else is text as it stands (a port is coerced by the schema). */
const BRANCHES = new Set(["THROUGHLINE_SOURCES", "THROUGHLINE_INTAKE", "THROUGHLINE_LANDSCAPE"]);

type Environment = Readonly<Record<string, string | undefined>>;
type Resolved = { readonly value: unknown; readonly problems: readonly FieldProblem[] };

/** Resolves `${NAME}` and `${NAME:-default}` in every text of the file, then lays the `THROUGHLINE_…` variables over it. */
export function withEnvironment(file: unknown, environment: Environment): Resolved {
  const problems: FieldProblem[] = [];
  const value = resolveReferences(file, "", { environment, problems });
  const root = isBranch(value) ? value : {};
  for (const [name, text] of Object.entries(environment)) {
    const path = OVERRIDES[name];
    if (path !== undefined && text !== undefined) setAt(root, path, BRANCHES.has(name) ? parse(text) : text);
    if (path === undefined && name.startsWith("THROUGHLINE_")) problems.push(...typoOf(name));
  }
  return { value: isBranch(value) ? root : value, problems };
}

function typoOf(name: string): readonly FieldProblem[] {
  const meant = closestWord(
    name.slice(12),
    Object.keys(OVERRIDES).map((known) => known.slice(12)),
  );
  const isNear = meant !== null && Math.abs(meant.length + 12 - name.length) <= 2 && sharesLetters(name, meant);
  return isNear ? [{ pointer: name, detail: `is not an override; did you mean THROUGHLINE_${meant}?` }] : [];
}

/** Other variables of ours exist (THROUGHLINE_CONFIG); only a near miss is a typo. */
function sharesLetters(name: string, meant: string): boolean {
  const letters = new Set(name.slice(12));
  return [...meant].filter((letter) => !letters.has(letter)).length <= 1;
}

type Resolving = { readonly environment: Environment; readonly problems: FieldProblem[] };

function resolveReferences(value: unknown, pointer: string, resolving: Resolving): unknown {
  if (typeof value === "string") return resolveText(value, pointer, resolving);
  if (Array.isArray(value)) {
    return value.map((item, index) => resolveReferences(item, `${pointer}[${index}]`, resolving));
  }
  if (!isBranch(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      resolveReferences(item, pointer === "" ? key : `${pointer}.${key}`, resolving),
    ]),
  );
}

function resolveText(text: string, pointer: string, { environment, problems }: Resolving): string {
  return text.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g, (_, name: string, fallback?: string) => {
    const found = environment[name] ?? fallback;
    if (found === undefined) {
      problems.push({ pointer, detail: `refers to the environment variable ${name}, which is not set` });
    }
    return found ?? "";
  });
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function setAt(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path;
  if (first === undefined) return;
  if (rest.length === 0) {
    root[first] = value;
    return;
  }
  const branch = isBranch(root[first]) ? root[first] : {};
  root[first] = branch;
  setAt(branch, rest, value);
}
