import { correlate } from "@/lib/correlate/correlate";
import { gatherKeys } from "@/lib/correlate/gather-keys";
import { rememberKeyIds } from "@/lib/correlate/key-id";
import { decodeRecord } from "@/lib/decode/decode-record";
import { UNCORRELATED } from "@/lib/domain/correlation";
import type { KeyRole } from "@/lib/domain/correlation-key";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import type { Event } from "@/lib/domain/event";
import type { SourceRecord } from "@/lib/domain/source-record";

export type PreviewedKey = {
  readonly name: string;
  readonly role: KeyRole;
  /** Distinct values of the sample. */
  readonly values: number;
  /** Events that carry the key. */
  readonly events: number;
  /** Events that the busiest value is in. */
  readonly busiest: number;
  /** Most distinct values of this name in one case: more than one or two says that something ties too much. */
  readonly perCase: number;
};

export type RulesPreview = {
  readonly events: number;
  readonly ignored: number;
  readonly undecodable: { readonly records: number; readonly reasons: readonly string[] };
  readonly cases: number;
  /** Cases of a single event. */
  readonly alone: number;
  /** Events without a LINK key, which belong to no case. */
  readonly orphans: number;
  readonly largest: { readonly events: number; readonly key: string } | null;
  /** Cases by how many events they have: 1, 2 to 3, 4 to 7, and so on. */
  readonly sizes: readonly { readonly from: number; readonly to: number; readonly cases: number }[];
  readonly keys: readonly PreviewedKey[];
};

const REASONS_MAX = 3;
const KEYS_REMEMBERED = 50_000;

/** What some records would become under rules, as if there was nothing else: cases are cut where the sample is. */
export function previewRules(
  records: readonly { readonly record: SourceRecord; readonly rules: readonly DecodeRule[] }[],
): RulesPreview {
  const events: Event[] = [];
  const reasons = new Set<string>();
  let [ignored, undecodable] = [0, 0];
  for (const { record, rules } of records) {
    const decoded = decodeRecord(record, rules);
    if (decoded.outcome === "events") events.push(...decoded.events);
    else if (decoded.outcome === "ignored") ignored += 1;
    else {
      undecodable += 1;
      if (reasons.size < REASONS_MAX) reasons.add(decoded.why);
    }
  }
  return { ignored, undecodable: { records: undecodable, reasons: [...reasons] }, ...previewCases(events) };
}

function previewCases(events: readonly Event[]): Omit<RulesPreview, "ignored" | "undecodable"> {
  const toKeyId = rememberKeyIds(KEYS_REMEMBERED);
  const { caseIds, cases } = correlate(gatherKeys(events, toKeyId), []);
  const sizes = new Map<number, number>();
  let largest: RulesPreview["largest"] = null;
  for (const { events: ofCase, leadingKey } of cases) {
    const octave = Math.floor(Math.log2(ofCase.length));
    sizes.set(octave, (sizes.get(octave) ?? 0) + 1);
    if (largest === null || ofCase.length > largest.events) {
      largest = { events: ofCase.length, key: `${leadingKey.name}:${leadingKey.value}` };
    }
  }
  return {
    events: events.length,
    cases: cases.length,
    alone: sizes.get(0) ?? 0,
    orphans: caseIds.filter((caseId) => caseId === UNCORRELATED).length,
    largest,
    sizes: [...sizes]
      .sort(([a], [b]) => a - b)
      .map(([octave, count]) => ({ from: 2 ** octave, to: 2 ** (octave + 1) - 1, cases: count })),
    keys: previewKeys(events, caseIds),
  };
}

type Counted = { events: number; readonly values: Map<string, number>; readonly byCase: Map<string, Set<string>> };

function previewKeys(events: readonly Event[], caseIds: readonly string[]): readonly PreviewedKey[] {
  const counted = new Map<string, Counted & Pick<PreviewedKey, "name" | "role">>();
  for (const [index, event] of events.entries()) {
    for (const { name, role, value } of event.keys) {
      const id = `${role} ${name}`;
      const known = counted.get(id) ?? { name, role, events: 0, values: new Map(), byCase: new Map() };
      counted.set(id, known);
      known.events += 1;
      known.values.set(value, (known.values.get(value) ?? 0) + 1);
      const caseId = caseIds[index] ?? UNCORRELATED;
      if (caseId !== UNCORRELATED) known.byCase.set(caseId, (known.byCase.get(caseId) ?? new Set()).add(value));
    }
  }
  return [...counted.values()]
    .map(({ name, role, events: found, values, byCase }) => ({
      name,
      role,
      values: values.size,
      events: found,
      busiest: Math.max(0, ...values.values()),
      perCase: Math.max(0, ...[...byCase.values()].map((distinct) => distinct.size)),
    }))
    .sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1));
}
