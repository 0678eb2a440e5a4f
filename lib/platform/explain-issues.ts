import { type Document, isNode, type LineCounter } from "yaml";
import { z } from "zod";
import type { FieldProblem } from "@/lib/domain/failure";
import { closestWord } from "./closest-word";
import { ConfigurationSchema } from "./configuration-schema";

type Place = { readonly document: Document; readonly lines: LineCounter; readonly value: unknown };
type Path = readonly PropertyKey[];

/** Each problem in the words of the file: where it stands, what is wrong and, for an unknown word, which one was meant. */
export function explainIssues(issues: readonly z.core.$ZodIssue[], place: Place): readonly FieldProblem[] {
  return issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => problemAt([...issue.path, key], unknownKey(key, issue.path, place.value), place))
      : [problemAt(issue.path, detailOf(issue, place.value), place)],
  );
}

function detailOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === "invalid_union" && "discriminator" in issue)
    return `needs a ${issue.discriminator} of "kafka" or "camunda8"`;
  if (issue.code === "invalid_value") {
    const given = String(valueAt(value, issue.path));
    const known = issue.values.map(String);
    const meant = closestWord(given, known);
    return `"${given}" is none of ${known.join(", ")}${meant === null ? "" : `; did you mean "${meant}"?`}`;
  }
  const isMissing = issue.code === "invalid_type" && valueAt(value, issue.path) === undefined;
  return isMissing ? "is missing" : issue.message;
}

function unknownKey(key: string, path: Path, value: unknown): string {
  const known = knownKeys(ConfigurationSchema, path, value);
  const meant = closestWord(key, known);
  return meant === null ? `is unknown here; known are ${known.join(", ")}` : `is unknown; did you mean "${meant}"?`;
}

/** The keys that the schema knows at a path, through defaults, arrays and the kinds of sources. */
function knownKeys(schema: z.core.$ZodType, path: Path, value: unknown): readonly string[] {
  const [step, ...rest] = path;
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodNullable) {
    return knownKeys(schema.def.innerType, path, value);
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const kind = valueAt(value, [schema.def.discriminator]);
    const fitting = schema.def.options.find((option) => matchesKind(option, schema.def.discriminator, kind));
    return fitting === undefined ? [] : knownKeys(fitting, path, value);
  }
  if (schema instanceof z.ZodArray) {
    return step === undefined ? [] : knownKeys(schema.def.element, rest, valueAt(value, [step]));
  }
  return schema instanceof z.ZodObject ? knownKeysOfObject(schema, path, value) : [];
}

function knownKeysOfObject(schema: z.ZodObject, [step, ...rest]: Path, value: unknown): readonly string[] {
  if (step === undefined) return Object.keys(schema.shape);
  const next = schema.shape[String(step)];
  return next === undefined ? [] : knownKeys(next, rest, valueAt(value, [step]));
}

function matchesKind(option: z.core.$ZodType, discriminator: string, kind: unknown): boolean {
  return option instanceof z.ZodObject && option.shape[discriminator]?.safeParse(kind).success === true;
}

function valueAt(value: unknown, path: Path): unknown {
  let at: unknown = value;
  for (const step of path)
    at = typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined;
  return at;
}

function problemAt(path: Path, detail: string, { document, lines }: Place): FieldProblem {
  const pointer = path.reduce<string>(
    (text, step) =>
      typeof step === "number" ? `${text}[${step}]` : text === "" ? String(step) : `${text}.${String(step)}`,
    "",
  );
  const line = lineOf(path, document, lines);
  return { pointer, detail: line === null ? detail : `${detail} (line ${line})` };
}

/** The line of the nearest thing that the file really has on the way to the path. */
function lineOf(path: Path, document: Document, lines: LineCounter): number | null {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}
