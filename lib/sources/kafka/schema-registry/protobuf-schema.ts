import protobuf from "protobufjs";
import { UnreadableValue } from "./unreadable-value";

/** The message types of one file, in the order in which it declares them: a value says by number which one it is. */
export type ProtobufSchema = { readonly messages: readonly protobuf.Type[] };

export type ProtobufFile = { readonly name: string; readonly text: string };

/** Parses a schema with the files that it imports; what Google defines is known without being given. */
export function parseProtobuf(text: string, references: readonly ProtobufFile[]): ProtobufSchema {
  const root = new protobuf.Root();
  const { package: packageName, imports = [], weakImports = [] } = protobuf.parse(text, root);
  const home = packageName ? root.lookup(packageName) : root;
  const messages = home instanceof protobuf.Namespace ? typesIn(home) : [];
  if (messages.length === 0) throw new UnreadableValue("its Protobuf schema has no message");
  const wanted = [...imports, ...weakImports];
  for (const reference of references) wanted.push(...(protobuf.parse(reference.text, root).imports ?? []));
  const given = new Set(references.map(({ name }) => name));
  for (const name of new Set(wanted)) {
    const common = protobuf.common.get(name);
    if (common?.nested) root.addJSON(common.nested);
    else if (!given.has(name) && !isOnlyOptions(name)) {
      throw new UnreadableValue(`its Protobuf schema imports "${name}", which the registry does not refer to`);
    }
  }
  root.resolveAll();
  return { messages };
}

/** Files that only say how code is made of a schema. */
function isOnlyOptions(name: string): boolean {
  return name === "google/protobuf/descriptor.proto" || name === "confluent/meta.proto";
}

function typesIn({ nestedArray }: protobuf.NamespaceBase): readonly protobuf.Type[] {
  return nestedArray.filter((one) => one instanceof protobuf.Type);
}

/**
 * Which message follows, and where it begins: a path through the declarations, as zigzag numbers with their count before,
 * 0 for the first message. Confluent's Node client writes none; then the whole is the first message.
 */
export function messageIn(schema: ProtobufSchema, payload: Uint8Array): { type: protobuf.Type; bytes: Uint8Array } {
  const [first] = schema.messages;
  if (first === undefined) throw new UnreadableValue("The value's Protobuf schema has no message.");
  const path = readPath(payload);
  const type = path === null ? null : typeAt(schema, path.indexes);
  return path === null || type === null
    ? { type: first, bytes: payload }
    : { type, bytes: payload.subarray(path.length) };
}

function typeAt({ messages }: ProtobufSchema, indexes: readonly number[]): protobuf.Type | null {
  let among = messages;
  let found: protobuf.Type | null = null;
  for (const index of indexes) {
    found = among[index] ?? null;
    if (found === null) return null;
    among = typesIn(found);
  }
  return found;
}

const PATH_MAX = 32;

function readPath(payload: Uint8Array): { readonly indexes: readonly number[]; readonly length: number } | null {
  const reader = protobuf.Reader.create(payload);
  try {
    const count = reader.sint32();
    if (count === 0) return { indexes: [0], length: reader.pos };
    if (count < 0 || count > PATH_MAX) return null;
    const indexes = Array.from({ length: count }, () => reader.sint32());
    return { indexes, length: reader.pos };
  } catch {
    return null;
  }
}
