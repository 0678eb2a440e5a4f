import type { AvroInput } from "./avro-input";
import { toDecimalText, toTimeText, toUuidText } from "./avro-logical-types";
import { toJsonFloat, toJsonInteger, toJsonNumber } from "./json-number";
import { UnreadableValue } from "./unreadable-value";

/** Reads one value as what JSON can say: numbers beyond 2^53 as text, bytes as base64, unions without their wrapping. */
export type AvroReader = (input: AvroInput) => unknown;

type Named = Map<string, AvroReader>;
type Place = { readonly named: Named; readonly namespace: string };
type Definition = Readonly<Record<string, unknown>>;

const SCALE_MAX = 1_000;

const PRIMITIVES: Readonly<Record<string, AvroReader>> = {
  null: () => null,
  boolean: (input) => input.byte() !== 0,
  int: (input) => toJsonInteger(input.long()),
  long: (input) => toJsonInteger(input.long()),
  float: (input) => toJsonFloat(input.take(4).readFloatLE(0)),
  double: (input) => toJsonNumber(input.take(8).readDoubleLE(0)),
  bytes: (input) => input.bytes().toString("base64"),
  string: (input) => input.text(),
};

/**
 * A reader of a writer's schema. Our own, since avsc takes lengths on trust: a few damaged bytes make it build an array of
 * thousands of millions. Schemas that it refers to come before it.
 */
export function compileAvro(schemas: readonly string[]): AvroReader {
  const named: Named = new Map();
  let reader: AvroReader = () => null;
  for (const schema of schemas) reader = compile(parseSchema(schema), { named, namespace: "" });
  return (input) => input.value(reader);
}

/** A registry may hold a bare name, `"string"` or `string`. */
function parseSchema(schema: string): unknown {
  try {
    return JSON.parse(schema);
  } catch {
    return schema.trim();
  }
}

function compile(schema: unknown, place: Place): AvroReader {
  if (typeof schema === "string") return primitiveOrNamed(schema, place);
  if (Array.isArray(schema)) return unionOf(schema, place);
  if (typeof schema !== "object" || schema === null)
    throw new UnreadableValue("its Avro schema has a part without a type");
  return defined(schema as Definition, place);
}

function primitiveOrNamed(name: string, { named, namespace }: Place): AvroReader {
  const primitive = Object.hasOwn(PRIMITIVES, name) ? PRIMITIVES[name] : undefined;
  if (primitive !== undefined) return primitive;
  const full = qualified(name, namespace);
  if (!named.has(full) && !named.has(name))
    throw new UnreadableValue(`its Avro schema names "${name}", which is not known`);
  // Looked up when it is read: a type may hold itself.
  return (input) => (named.get(full) ?? named.get(name) ?? unknownType)(input);
}

const unknownType: AvroReader = () => {
  throw new UnreadableValue("The value's Avro schema is not whole.");
};

function defined(schema: Definition, place: Place): AvroReader {
  const { type } = schema;
  switch (type) {
    case "record":
    case "error":
      return recordOf(schema, place);
    case "enum":
      return enumOf(schema, place);
    case "fixed":
      return fixedOf(schema, place);
    case "array":
      return arrayOf(compile(schema["items"], place));
    case "map":
      return mapOf(compile(schema["values"], place));
    default:
      return logicalOf(schema, compile(type, place));
  }
}

function unionOf(branches: readonly unknown[], place: Place): AvroReader {
  const readers = branches.map((branch) => compile(branch, place));
  return (input) => {
    const reader = readers[input.count()];
    if (reader === undefined)
      throw new UnreadableValue("The value chooses a branch that its Avro schema does not have.");
    return input.value(reader);
  };
}

function recordOf(schema: Definition, place: Place): AvroReader {
  const { name, namespace } = nameOf(schema, place);
  const fields: { readonly name: string; readonly read: AvroReader }[] = [];
  // Not an assignment to an object: a field may be called __proto__.
  const reader: AvroReader = (input) =>
    Object.fromEntries(fields.map((field) => [field.name, input.value(field.read)]));
  place.named.set(name, reader);
  for (const field of listOf(schema["fields"])) {
    const { name: fieldName, type } = (field ?? {}) as Definition;
    fields.push({ name: String(fieldName), read: compile(type, { named: place.named, namespace }) });
  }
  return reader;
}

function enumOf(schema: Definition, place: Place): AvroReader {
  const symbols = listOf(schema["symbols"]).map(String);
  const reader: AvroReader = (input) => {
    const symbol = symbols[input.count()];
    if (symbol === undefined) throw new UnreadableValue("The value has a symbol that its Avro schema does not have.");
    return symbol;
  };
  place.named.set(nameOf(schema, place).name, reader);
  return reader;
}

function fixedOf(schema: Definition, place: Place): AvroReader {
  const size = Number(schema["size"]);
  const show = bytesText(schema);
  const reader: AvroReader = (input) => show(input.take(size));
  place.named.set(nameOf(schema, place).name, reader);
  return reader;
}

function arrayOf(item: AvroReader): AvroReader {
  return (input) => {
    const items: unknown[] = [];
    input.blocks(() => items.push(input.value(item)));
    return items;
  };
}

function mapOf(item: AvroReader): AvroReader {
  return (input) => {
    const entries: [string, unknown][] = [];
    input.blocks(() => entries.push([input.text(), input.value(item)]));
    return Object.fromEntries(entries);
  };
}

function logicalOf(schema: Definition, plain: AvroReader): AvroReader {
  const { type, logicalType } = schema;
  if (typeof logicalType !== "string") return plain;
  if (type === "bytes") {
    const show = bytesText(schema);
    return (input) => show(input.bytes());
  }
  if (type !== "long" && type !== "int") return plain;
  return (input) => {
    const value = input.long();
    return toTimeText(logicalType, value) ?? toJsonInteger(value);
  };
}

/** A decimal and a UUID in their own words, all other bytes in base64. */
function bytesText({ logicalType, scale = 0, size }: Definition): (bytes: Buffer) => string {
  const isScale = typeof scale === "number" && Number.isInteger(scale) && scale >= 0 && scale <= SCALE_MAX;
  if (logicalType === "decimal" && isScale) return (bytes) => toDecimalText(bytes, scale);
  if (logicalType === "uuid" && size === 16) return toUuidText;
  return (bytes) => bytes.toString("base64");
}

function nameOf({ name, namespace }: Definition, place: Place): { readonly name: string; readonly namespace: string } {
  const full = qualified(String(name), typeof namespace === "string" ? namespace : place.namespace);
  return { name: full, namespace: full.includes(".") ? full.slice(0, full.lastIndexOf(".")) : "" };
}

function qualified(name: string, namespace: string): string {
  return name.includes(".") || namespace === "" ? name : `${namespace}.${name}`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
