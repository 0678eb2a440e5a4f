import { toJsonInteger, toJsonNumber } from "./json-number";

type Fields = Readonly<Record<string, unknown>>;

const LAST_DATE_SECONDS = 8.64e12;
const WRAPPER = /^\.google\.protobuf\.(Double|Float|Int64|UInt64|Int32|UInt32|Bool|String|Bytes)Value$/;

/** What Google's own messages are in JSON: times as text, wrapped values bare, structures as what they hold. */
export function wellKnownValue(fullName: string, message: Fields): unknown {
  if (!fullName.startsWith(".google.protobuf.")) return undefined;
  switch (fullName) {
    case ".google.protobuf.Timestamp":
      return timestampText(message);
    case ".google.protobuf.Duration":
      return durationText(message);
    case ".google.protobuf.Struct":
      return structValue(message);
    case ".google.protobuf.ListValue":
      return listValue(message);
    case ".google.protobuf.Value":
      return anyValue(message);
    default:
      return WRAPPER.test(fullName) ? wrappedValue(fullName, message) : undefined;
  }
}

function timestampText(message: Fields): unknown {
  const seconds = Number(String(message["seconds"] ?? 0));
  const nanos = Number(message["nanos"] ?? 0);
  if (Math.abs(seconds) > LAST_DATE_SECONDS || nanos < 0) return undefined;
  return `${new Date(seconds * 1000).toISOString().slice(0, -5)}.${String(nanos).padStart(9, "0")}Z`;
}

function durationText(message: Fields): string {
  const seconds = String(message["seconds"] ?? 0);
  const nanos = Number(message["nanos"] ?? 0);
  const sign = nanos < 0 && !seconds.startsWith("-") ? "-" : "";
  return nanos === 0 ? `${seconds}s` : `${sign}${seconds}.${String(Math.abs(nanos)).padStart(9, "0")}s`;
}

function structValue(message: Fields): unknown {
  const fields = (message["fields"] ?? {}) as Readonly<Record<string, Fields>>;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, anyValue(value)]));
}

function listValue(message: Fields): unknown {
  return ((message["values"] ?? []) as readonly Fields[]).map(anyValue);
}

function anyValue(message: Fields): unknown {
  const holds = (name: string) => Object.hasOwn(message, name);
  if (holds("stringValue")) return message["stringValue"];
  if (holds("numberValue")) return toJsonNumber(Number(message["numberValue"]));
  if (holds("boolValue")) return message["boolValue"];
  if (holds("structValue")) return structValue(message["structValue"] as Fields);
  if (holds("listValue")) return listValue(message["listValue"] as Fields);
  return null;
}

function wrappedValue(fullName: string, message: Fields): unknown {
  const value = Object.hasOwn(message, "value") ? message["value"] : undefined;
  if (fullName.endsWith("StringValue")) return value ?? "";
  if (fullName.endsWith("BoolValue")) return value ?? false;
  if (fullName.endsWith("BytesValue")) return Buffer.from((value ?? []) as Uint8Array).toString("base64");
  const number = Number(String(value ?? 0));
  const isInteger = fullName.includes("Int");
  if (!isInteger) return toJsonNumber(number);
  return toJsonInteger(Number.isSafeInteger(number) ? number : BigInt(String(value)));
}
