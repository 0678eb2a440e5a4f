import { z } from "zod";

export const RETAIL_TOPIC = "flowing-retail";

/** What a service says on the topic, before it has the form of the wire. */
export type RetailMessage = {
  readonly type: string;
  readonly id: string;
  readonly source: string;
  /** Milliseconds since the epoch, by the clock of the sender. */
  readonly time: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly traceid: string;
  readonly correlationid: string | null;
};

/** Services were written by different teams: they do not agree on how to write a time, nor on the header `type`. */
export type Dialect = {
  readonly time: "iso" | "epoch-ms";
  readonly typeHeader: "plain" | "quoted" | "missing";
};

/** The record key is null, so that the order of one shop order across partitions is nobody's promise. */
export type RetailRecord = {
  readonly key: null;
  readonly value: string;
  readonly headers: Record<string, string>;
};

const Envelope = z.object({
  type: z.string().min(1).max(256),
  id: z.string().min(1).max(256),
  source: z.string().max(256),
  time: z.union([z.string(), z.number()]),
  data: z.record(z.string(), z.unknown()).nullable(),
  traceid: z.string().min(1).max(256),
  correlationid: z.string().min(1).max(256).nullable(),
});
export type Envelope = z.infer<typeof Envelope>;

export function toRetailRecord(message: RetailMessage, dialect: Dialect): RetailRecord {
  const value = {
    type: message.type,
    id: message.id,
    source: message.source,
    time: dialect.time === "iso" ? new Date(message.time).toISOString() : message.time,
    data: message.data,
    datacontenttype: "application/json",
    specversion: "1.0",
    traceid: message.traceid,
    correlationid: message.correlationid,
    group: RETAIL_TOPIC,
  };
  return { key: null, value: JSON.stringify(value), headers: toHeaders(message.type, dialect) };
}

/** Null for what is no retail message: a service skips it and goes on, whatever it is. */
export function readEnvelope(value: Uint8Array | null): Envelope | null {
  if (value === null) return null;
  try {
    return Envelope.safeParse(JSON.parse(new TextDecoder().decode(value))).data ?? null;
  } catch {
    return null;
  }
}

function toHeaders(type: string, { typeHeader }: Dialect): Record<string, string> {
  if (typeHeader === "missing") return {};
  return { type: typeHeader === "quoted" ? JSON.stringify(type) : type };
}
