import type { SourceRecord } from "@/lib/domain/source-record";
import { property, readPath, toSteps } from "./json-path";
import { headerText } from "./record-header";

/** `root` is what `$` stands for: the record's JSON value, or the envelope made of a CloudEvent's headers. */
export type FieldReader = (root: unknown, record: SourceRecord) => unknown;

const HEADER = "header:";
const utf8 = new TextDecoder();

/**
 * Reads a rule's path. A path that finds nothing in an envelope is tried in its `data`, so that `$.orderId` means the
 * same whether an event comes bare, enveloped, or with its envelope in the headers.
 */
export function toFieldReader(path: string): FieldReader {
  if (path === "key") return (_root, record) => (record.key === null ? undefined : utf8.decode(record.key));
  if (path.startsWith(HEADER)) return (_root, record) => headerText(record, path.slice(HEADER.length));
  const steps = toSteps(path);
  return (root) => readPath(root, steps) ?? readPath(property(root, "data"), steps);
}
