import { existsSync, readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import { Failure } from "@/lib/domain/failure";
import { type Configuration, ConfigurationSchema } from "./configuration-schema";
import { withEnvironment } from "./environment";
import { explainIssues } from "./explain-issues";

export const CONFIGURATION_FILE = "throughline.config.yaml";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The configuration in force: the file, its `${NAME}` references resolved, `THROUGHLINE_…` variables laid over it, checked.
 * Whatever is wrong is said at once, each problem with its line, its path and, for a typo, the word that was meant.
 */
export function loadConfiguration(
  file = process.env["THROUGHLINE_CONFIG"] ?? CONFIGURATION_FILE,
  environment: Environment = process.env,
): Configuration {
  if (!existsSync(file) && environment["THROUGHLINE_DATABASE_URL"] === undefined) {
    throw new Failure(
      "misconfigured",
      `There is no ${file}. Write one (docs/configuration.md shows a whole one), or name another with --config or THROUGHLINE_CONFIG.`,
    );
  }
  return parseConfiguration(existsSync(file) ? readFileSync(file, "utf8") : "", { file, environment });
}

/** What secrets are looked up in that the configuration only names. */
export const currentEnvironment = (): Environment => process.env;

export function parseConfiguration(
  text: string,
  { file, environment }: { readonly file: string; readonly environment: Environment },
): Configuration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const at = broken.linePos?.[0];
    const place = at === undefined ? file : `${file}:${at.line}:${at.col}`;
    throw new Failure("misconfigured", `${place} is not valid YAML: ${broken.message.split("\n")[0]}`);
  }
  const { value, problems } = withEnvironment(document.toJS() ?? {}, environment);
  if (problems.length > 0) throw misconfigured(file, problems);

  const checked = ConfigurationSchema.safeParse(value);
  if (checked.success) return checked.data;
  throw misconfigured(file, explainIssues(checked.error.issues, { document, lines, value }));
}

function misconfigured(
  file: string,
  problems: readonly { readonly pointer: string; readonly detail: string }[],
): Failure {
  const list = problems.map(({ pointer, detail }) => `  ${pointer === "" ? "(whole file)" : pointer}: ${detail}`);
  return new Failure("misconfigured", `${file} cannot be used:\n${list.join("\n")}`, { problems });
}
