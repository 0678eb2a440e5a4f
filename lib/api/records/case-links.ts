import type { FoundRecord } from "@/lib/api/contract/topics";
import type { SourceRecord } from "@/lib/domain/source-record";
import { keyIdsOfRecord } from "@/lib/ingest/keys-of-record";
import { readableRecords } from "@/lib/ingest/readable-records";
import { createCurrentRules } from "@/lib/ingest/rules/current-rules";
import { rulesOfSource } from "@/lib/ingest/rules-of-source";
import { readCasesOfKeys } from "@/lib/query/topic-records";
import type { Context } from "../route";
import { type RawRecord, toFoundRecord, toText } from "./shown-record";

export type ToFound = (records: readonly SourceRecord[]) => Promise<readonly FoundRecord[]>;
export type ToLinked = (records: readonly SourceRecord[]) => Promise<readonly FoundRecord["theCase"][]>;

/** Records of a source's log as the caller sees them, without their cases. */
export function createShowing({ configuration, masking }: Context): ToFound {
  const toReadable = asReadableAsCan(configuration);
  return (records) =>
    Promise.all(records.map(async (record) => toFoundRecord(toRaw(await toReadable(record)), masking, null)));
}

/** The cases that records belong to: decoded by the rules in force, their keys lead there. Null while none of them is projected. */
export async function createLinking({ configuration, db }: Context, source: string): Promise<ToLinked> {
  const toReadable = asReadableAsCan(configuration);
  const rules = await createCurrentRules(db, (saved) =>
    rulesOfSource({ configuration, saved }, { name: source, kind: "kafka" }),
  );
  return async (records) => {
    const keyIds = await Promise.all(
      records.map(async (record) => keyIdsOfRecord(await toReadable(record), rules.read().rules)),
    );
    const cases = await readCasesOfKeys(db, [...new Set(keyIds.flat())]);
    return keyIds.map((ids) => {
      const found = ids.find((id) => cases.has(id));
      return found === undefined ? null : (cases.get(found) ?? null);
    });
  };
}

/** A schema registry that does not answer must not hide what lies in the log: its records are shown as bytes. */
function asReadableAsCan(configuration: Context["configuration"]): (record: SourceRecord) => Promise<SourceRecord> {
  const toReadable = readableRecords(configuration);
  return (record) => toReadable(record).catch(() => record);
}

function toRaw(record: SourceRecord): RawRecord {
  const { source, topic, stream, position, recordedAt, key, value, readable } = record;
  return {
    source,
    topic,
    stream,
    position,
    recordedAt,
    key,
    headers: record.headers.map((header) => ({
      name: header.name,
      value: toText(header.value) ?? Buffer.from(header.value).toString("base64"),
    })),
    value,
    bytes: value?.length ?? 0,
    readable: readable !== undefined && "json" in readable ? readable.json : null,
  };
}
