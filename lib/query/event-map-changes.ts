import { compareEdges } from "@/lib/analytics/map-changes";
import type { EventMapChanges } from "@/lib/api/contract/event-map";
import { hourOf } from "@/lib/project/hour";
import type { Sql } from "@/lib/store/database";
import { readActivities, type StoredActivity } from "@/lib/store/read/activities";
import { type EdgeCount, readActivityCounts, readEdgeCounts, readFirstHour } from "@/lib/store/read/event-map";
import { readPayloadChanges } from "@/lib/store/read/payload-changes";
import { toElementName } from "./element-names";
import { getProcessScope } from "./process-scope";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
const SHOWN_MAX = 50;

type Asked = { readonly process?: string | undefined };

/** The last day held against the week before it, both in whole hours of event time. */
export async function readEventMapChanges(sql: Sql, { process }: Asked, now: number): Promise<EventMapChanges> {
  const scope = process === undefined ? null : await getProcessScope(sql, process);
  const processId = scope?.kind === "observed" ? scope.processId : null;
  const since = new Date(hourOf(now) + HOUR_MS - DAY_MS);
  const weekBefore = new Date(since.getTime() - WEEK_MS);
  const [recent, week] = [
    { processId, from: since, to: null },
    { processId, from: weekBefore, to: since },
  ];
  const [recentCounts, first] = await Promise.all([readActivityCounts(sql, recent), readFirstHour(sql, week)]);
  const covered = since.getTime() - (first?.getTime() ?? since.getTime());
  const tooThin = whyTooThin({ isModel: scope?.kind === "model", isQuiet: recentCounts.length === 0, covered });
  const compared = { since: since.toISOString(), before: (first ?? weekBefore).toISOString(), tooThin };
  if (tooThin !== null) return { ...compared, ...NOTHING };
  const [recentEdges, weekEdges, everCounts, payloads] = await Promise.all([
    readEdgeCounts(sql, recent),
    readEdgeCounts(sql, week),
    readActivityCounts(sql, { processId, from: null, to: since }),
    readPayloadChanges(sql, since, SHOWN_MAX),
  ]);
  const { appeared, vanished } = compareEdges(recentEdges, weekEdges, DAY_MS / covered);
  const shown = [appeared.slice(0, SHOWN_MAX), vanished.slice(0, SHOWN_MAX)].flat();
  const ids = [...recentCounts, ...everCounts].map(({ activityId }) => activityId);
  const words = await readActivities(sql, [...new Set([...ids, ...shown.flatMap(({ from, to }) => [from, to])])]);
  const nameOf = await toElementName(sql, words.values());
  const show = (edge: EdgeCount) => toChangedEdge(edge, words, nameOf);
  return {
    ...compared,
    newEdges: appeared.slice(0, SHOWN_MAX).flatMap(show),
    vanishedEdges: vanished.slice(0, SHOWN_MAX).flatMap(show),
    newProducers: newProducers(recentCounts, everCounts, words),
    payloads: payloads.filter((change) => hasType(change, words)),
    total: { newEdges: appeared.length, vanishedEdges: vanished.length },
  };
}

const NOTHING = {
  newEdges: [],
  vanishedEdges: [],
  newProducers: [],
  payloads: [],
  total: { newEdges: 0, vanishedEdges: 0 },
};

/** Payloads are sampled over all processes; told are those of the types that happened in the one that was asked for. */
function hasType({ topic, type, producer }: { topic: string; type: string; producer: string }, words: Words): boolean {
  return [...words.values()].some(
    (activity) => activity.channel === topic && activity.name === type && activity.producer === producer,
  );
}

type Words = ReadonlyMap<number, StoredActivity>;

function whyTooThin(of: { readonly isModel: boolean; readonly isQuiet: boolean; readonly covered: number }) {
  if (of.isModel) return "Days are compared over whole end-to-end processes. Choose an observed one, or all.";
  if (of.isQuiet) return "Nothing happened in the last 24 hours, so there is nothing to compare.";
  if (of.covered === 0) return "There is no history of the week before yet: what is new can be told after a day.";
  if (of.covered < DAY_MS) {
    return `The history before is only ${Math.round(of.covered / HOUR_MS)} h long: what is new can be told after a day.`;
  }
  return null;
}

function toChangedEdge(
  { from, to, kind, count }: EdgeCount,
  words: Words,
  nameOf: (activity: StoredActivity) => string,
): EventMapChanges["newEdges"] {
  const [start, end] = [words.get(from), words.get(to)];
  if (start === undefined || end === undefined) return [];
  return [
    { from: nameOf(start), fromProducer: start.producer, to: nameOf(end), toProducer: end.producer, kind, count },
  ];
}

type Counts = Awaited<ReturnType<typeof readActivityCounts>>;

function newProducers(recent: Counts, ever: Counts, words: Words): string[] {
  const producersOf = (counts: Counts) =>
    new Set(counts.flatMap(({ activityId }) => words.get(activityId)?.producer ?? []));
  const known = producersOf(ever);
  return [...producersOf(recent)].filter((producer) => !known.has(producer)).sort();
}
