import protobuf from "protobufjs";
import { toJsonFloat, toJsonInteger, toJsonNumber } from "./json-number";
import { wellKnownValue } from "./protobuf-well-known";
import { UnreadableValue } from "./unreadable-value";

/** Fields that are not there show their defaults, so that a few bytes could become very many parts. */
const PARTS_MAX = 100_000;

type Fields = Readonly<Record<string, unknown>>;

/** One message as Protobuf's JSON has it: lowerCamelCase names, defaults shown, numbers beyond 2^53 as text. */
export function readProtobuf(type: protobuf.Type, bytes: Uint8Array): unknown {
  let message: protobuf.Message;
  try {
    message = type.decode(bytes);
  } catch {
    throw new UnreadableValue(`The value's bytes are not a Protobuf message ${type.fullName.slice(1)}.`);
  }
  let left = PARTS_MAX + 2 * bytes.length;
  const spend = () => {
    left -= 1;
    if (left < 0) throw new UnreadableValue("The value has more parts than its bytes can hold.");
  };
  return toJson(message as unknown as Fields, { type, spend });
}

type Place = { readonly type: protobuf.Type; readonly spend: () => void };

function toJson(message: Fields, { type, spend }: Place): unknown {
  const special = wellKnownValue(type.fullName, message);
  if (special !== undefined) return special;
  const entries: [string, unknown][] = [];
  for (const field of type.fieldsArray) {
    spend();
    const value = Object.hasOwn(message, field.name) ? message[field.name] : undefined;
    if (value === undefined || value === null) {
      if (showsDefault(field)) entries.push([nameOf(field), one(field.typeDefault, field, spend)]);
    } else {
      entries.push([nameOf(field), many(value, field, spend)]);
    }
  }
  return Object.fromEntries(entries);
}

function nameOf({ options, name }: protobuf.Field): string {
  const given: unknown = options?.["json_name"];
  return typeof given === "string" ? given : name;
}

/** A field that cannot be absent, only have its default: an event of the first kind of an enum is one, too. */
function showsDefault(field: protobuf.Field): boolean {
  if (field.repeated || field.map || field.partOf !== null) return false;
  return !field.hasPresence && !(field.resolvedType instanceof protobuf.Type);
}

function many(value: unknown, field: protobuf.Field, spend: () => void): unknown {
  if (field instanceof protobuf.MapField) {
    const entries = Object.entries(value as Fields).map(([key, item]) => [
      keyText(key, field),
      one(item, field, spend),
    ]);
    return Object.fromEntries(entries);
  }
  return Array.isArray(value) ? value.map((item) => one(item, field, spend)) : one(value, field, spend);
}

/** protobufjs keeps keys of 64 bits as eight characters. */
function keyText(key: string, { keyType }: protobuf.MapField): string {
  if (!/64$/.test(keyType)) return key;
  return protobuf.util.LongBits.fromHash(key).toLong(keyType.startsWith("u")).toString();
}

function one(value: unknown, field: protobuf.Field, spend: () => void): unknown {
  spend();
  const { resolvedType, type } = field;
  if (resolvedType instanceof protobuf.Type) return toJson(value as Fields, { type: resolvedType, spend });
  if (resolvedType instanceof protobuf.Enum) return resolvedType.valuesById[Number(value)] ?? value;
  if (type === "bytes") return Buffer.from(value as Uint8Array).toString("base64");
  if (type === "float") return toJsonFloat(Number(value));
  if (type === "double") return toJsonNumber(Number(value));
  return type.endsWith("64") ? toInteger(value) : value;
}

function toInteger(value: unknown): number | string {
  const number = Number(String(value));
  return toJsonInteger(Number.isSafeInteger(number) ? number : BigInt(String(value)));
}
