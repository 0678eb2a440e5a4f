import { type KeySuggestion, suggestKeys } from "@/lib/correlate/suggest-keys";
import { jsonOf, parseJson } from "@/lib/decode/parse-json";
import { Unreadable } from "@/lib/decode/unreadable";
import type { SampleRecord } from "@/lib/store/read/sample-records";

/** Keys that the payloads of a sample suggest. What is no JSON suggests nothing. */
export function suggestFromSample(sample: readonly SampleRecord[]): readonly KeySuggestion[] {
  return suggestKeys(
    sample.flatMap(({ activity, record }) => {
      const payload = readPayload(record);
      return payload === undefined ? [] : [{ topic: record.topic, activity, payload }];
    }),
  );
}

function readPayload(record: SampleRecord["record"]): unknown {
  if (record.value === null) return undefined;
  try {
    return parseJson(jsonOf(record, record.value));
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
