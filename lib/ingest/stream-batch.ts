import type { Decoded } from "@/lib/domain/decoded";
import type { CaseId } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";

/** A record at its position in our stream. An import numbers its lines, whatever offset a recorded record once had. */
export type PlacedRecord = { readonly position: number; readonly record: SourceRecord };

/** Records of one stream, from where the stream stands to where it stands after them. */
export type StreamBatch = {
  readonly streamId: number;
  readonly source: string;
  readonly fromPosition: number;
  readonly nextPosition: number;
  readonly endPosition: number | null;
  readonly records: readonly PlacedRecord[];
};

export type DecodedRecord = PlacedRecord & { readonly decoded: Decoded };

export type Quarantined = PlacedRecord & { readonly reason: string };

/** What became of records, as counts and as what changed on the screens. */
export type Projected = {
  readonly events: number;
  readonly ignored: number;
  readonly quarantined: readonly Quarantined[];
  /** Cases that changed, and ids that are no cases any more. */
  readonly caseIds: readonly CaseId[];
  readonly hasIncidents: boolean;
  readonly hasDefinitions: boolean;
};

export const NOTHING_PROJECTED: Projected = {
  events: 0,
  ignored: 0,
  quarantined: [],
  caseIds: [],
  hasIncidents: false,
  hasDefinitions: false,
};

export function sumProjected(a: Projected, b: Projected): Projected {
  return {
    events: a.events + b.events,
    ignored: a.ignored + b.ignored,
    quarantined: [...a.quarantined, ...b.quarantined],
    caseIds: [...a.caseIds, ...b.caseIds],
    hasIncidents: a.hasIncidents || b.hasIncidents,
    hasDefinitions: a.hasDefinitions || b.hasDefinitions,
  };
}
