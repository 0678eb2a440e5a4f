import { waitText } from "@/lib/analytics/wait-text";
import type { IncidentGroup } from "@/lib/api/contract/incident-groups";
import type { Sql } from "@/lib/store/database";
import { countGroupComments } from "@/lib/store/incident/comments";
import { readLetterTrends } from "@/lib/store/incident/dead-letter-incidents";
import {
  type CameBack,
  readCameBack,
  readCaseLabels,
  readGroupTrends,
  readSeenAfter,
} from "@/lib/store/incident/group-history";
import { type GroupNote, readGroupNotes } from "@/lib/store/incident/group-notes";
import { readRunbooks } from "@/lib/store/incident/runbooks";
import { elementScope, groupScope } from "./incident-runbook";

/** A group as its incidents tell it, before what people say of it. */
export type BareGroup = Pick<
  IncidentGroup,
  "fingerprint" | "type" | "kind" | "where" | "message" | "incidents" | "cases" | "firstSeen" | "lastSeen" | "state"
> & {
  readonly sampleCaseIds: readonly string[];
  /** The element that it is of; null for what is of none. */
  readonly element: { readonly process: string; readonly id: string } | null;
};

const HOURS = 24;
const DAY_MS = 86_400_000;
/** How far back a time without open incidents is looked for. */
const CAME_BACK_DAYS = 30;
const SAMPLES = 3;

/** Adds to groups what people said of them, how often they came, and whether they came back. */
export async function withGroupFacts(
  sql: Sql,
  groups: readonly BareGroup[],
  now: number,
): Promise<readonly IncidentGroup[]> {
  const fingerprints = groups.map(({ fingerprint }) => fingerprint);
  const notes = new Map((await readGroupNotes(sql, fingerprints)).map((note) => [note.fingerprint, note]));
  const [trends, labels, comments, runbooks, seenAfter, cameBack] = await Promise.all([
    readTrends(sql, fingerprints, now),
    readCaseLabels(sql, [...new Set(groups.flatMap(samplesOf))]),
    countGroupComments(sql, fingerprints),
    readRunbooks(sql, groups.flatMap(scopesOf)),
    readSeenAfter(sql, archivedAtOf(notes)),
    readCameBack(sql, fingerprints, new Date(now - CAME_BACK_DAYS * DAY_MS)),
  ]);
  const written = new Set(runbooks.map(({ scope }) => scope));
  return groups.map((group) => {
    const { sampleCaseIds: _samples, element: _element, ...told } = group;
    const { fingerprint } = group;
    const note = notes.get(fingerprint);
    const seenAt = seenAfter.get(fingerprint) ?? lastAfter(group, note);
    return {
      ...told,
      trend: [...(trends.get(fingerprint) ?? new Array<number>(HOURS).fill(0))].reverse(),
      samples: samplesOf(group).flatMap((caseId) => toSample(caseId, labels)),
      ...toNoted(note, now),
      reopened: toReopened(note, { seenAt, cameBack: cameBack.get(fingerprint) }),
      comments: comments.get(fingerprint) ?? 0,
      hasRunbook: scopesOf(group).some((scope) => written.has(scope)),
    };
  });
}

async function readTrends(sql: Sql, fingerprints: readonly string[], now: number) {
  const asked = { fingerprints, now: new Date(now), hours: HOURS };
  const [ofEngines, ofLetters] = await Promise.all([readGroupTrends(sql, asked), readLetterTrends(sql, asked)]);
  const trends = new Map(ofEngines);
  for (const { fingerprint, ago, incidents } of ofLetters) {
    trends.set(fingerprint, (trends.get(fingerprint) ?? new Array<number>(HOURS).fill(0)).with(ago, incidents));
  }
  return trends;
}

/** What no engine reported was seen again when it was last seen. */
function lastAfter({ type, lastSeen }: BareGroup, note: GroupNote | undefined): Date | undefined {
  const last = new Date(lastSeen);
  return type !== "engine" && note?.archivedAt != null && last > note.archivedAt ? last : undefined;
}

function samplesOf({ sampleCaseIds }: BareGroup): readonly string[] {
  return [...new Set(sampleCaseIds)].slice(0, SAMPLES);
}

function toSample(caseId: string, labels: ReadonlyMap<string, string>): IncidentGroup["samples"] {
  const label = labels.get(caseId);
  return label === undefined ? [] : [{ caseId, label }];
}

function scopesOf({ fingerprint, element }: BareGroup): readonly string[] {
  return element === null ? [groupScope(fingerprint)] : [groupScope(fingerprint), elementScope(element)];
}

function archivedAtOf(notes: ReadonlyMap<string, GroupNote>): ReadonlyMap<string, Date> {
  return new Map(
    [...notes.values()].flatMap(({ fingerprint, archivedAt }) =>
      archivedAt === null ? [] : [[fingerprint, archivedAt] as const],
    ),
  );
}

function toNoted(note: GroupNote | undefined, now: number) {
  const isSnoozed = note?.snoozedUntil != null && note.snoozedUntil.getTime() > now;
  return {
    assignee: note?.assignee ?? null,
    snoozedUntil: isSnoozed ? (note.snoozedUntil?.toISOString() ?? null) : null,
    archived:
      note?.archivedAt == null
        ? null
        : { at: note.archivedAt.toISOString(), by: note.archivedBy ?? "", because: note.archivedBecause ?? "" },
    ticket: note?.ticket ?? null,
  };
}

/** Being archived is what somebody decided, so that coming back after it says more than after a retry that helped. */
function toReopened(
  note: GroupNote | undefined,
  { seenAt, cameBack }: { readonly seenAt: Date | undefined; readonly cameBack: CameBack | undefined },
): IncidentGroup["reopened"] {
  if (note?.archivedAt != null && seenAt !== undefined) {
    const after = waitText(seenAt.getTime() - note.archivedAt.getTime());
    return { at: seenAt.toISOString(), text: `seen again ${after} after archived by ${note.archivedBy ?? "somebody"}` };
  }
  if (cameBack === undefined) return null;
  const after = waitText(cameBack.seenAt.getTime() - cameBack.resolvedAt.getTime());
  return { at: cameBack.seenAt.toISOString(), text: `seen again ${after} after all of it was resolved` };
}
