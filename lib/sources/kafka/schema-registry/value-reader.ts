import { AvroInput } from "./avro-input";
import { compileAvro } from "./avro-schema";
import { messageIn, type ProtobufFile, parseProtobuf } from "./protobuf-schema";
import { readProtobuf } from "./protobuf-value";
import { UnreadableValue } from "./unreadable-value";

export type RegisteredSchema = {
  /** As the registry calls it: `AVRO`, `PROTOBUF`, `JSON`. */
  readonly type: string;
  readonly text: string;
  /** What it refers to, each after what it refers to itself. */
  readonly references: readonly ProtobufFile[];
};

/** Turns what follows the schema's id into JSON text. Throws `UnreadableValue`. */
export type ValueReader = (payload: Uint8Array) => string;

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** The reader for values of one schema. Throws `UnreadableValue` with the rest of a sentence about the schema. */
export function toValueReader(schema: RegisteredSchema): ValueReader {
  switch (schema.type) {
    case "AVRO":
      return guarded(avroReader(schema));
    case "PROTOBUF":
      return guarded(protobufReader(schema));
    case "JSON":
      return readJsonText;
    default:
      throw new UnreadableValue(`it is of the type "${schema.type}", which is none of AVRO, PROTOBUF and JSON`);
  }
}

function avroReader({ text, references }: RegisteredSchema): ValueReader {
  const read = compileAvro([...references.map((reference) => reference.text), text]);
  return (payload) => {
    const input = new AvroInput(payload);
    const value = read(input);
    if (input.rest > 0) throw new UnreadableValue(`The value has ${input.rest} bytes more than its Avro schema.`);
    return JSON.stringify(value);
  };
}

function protobufReader({ text, references }: RegisteredSchema): ValueReader {
  const schema = parseProtobuf(text, references);
  return (payload) => {
    const { type, bytes } = messageIn(schema, payload);
    return JSON.stringify(readProtobuf(type, bytes));
  };
}

/** The value says itself what it is: that it keeps to its schema is its producer's business. */
function readJsonText(payload: Uint8Array): string {
  try {
    return strictUtf8.decode(payload);
  } catch {
    throw new UnreadableValue("The value is not valid UTF-8 text.");
  }
}

/** Too deep a nesting ends in an error of the engine. */
function guarded(read: ValueReader): ValueReader {
  return (payload) => {
    try {
      return read(payload);
    } catch (error) {
      if (error instanceof UnreadableValue) throw error;
      const why = error instanceof RangeError ? "it is nested too deeply" : "its bytes do not fit";
      throw new UnreadableValue(`The value cannot be read with its schema: ${why}.`);
    }
  };
}
