import { quantile } from "@/lib/analytics/duration-histogram";
import { IncidentListQuery } from "@/lib/api/contract/cases";
import { type AlertRule, METRIC_KINDS } from "@/lib/domain/alert-rule";
import { assertNever } from "@/lib/domain/assert-never";
import { Failure } from "@/lib/domain/failure";
import {
  countIncidents,
  countNewIncidentGroups,
  readGroupDelay,
  readThroughputBuckets,
} from "@/lib/store/alert/figures";
import type { Sql } from "@/lib/store/database";
import { readSources, type StoredSource } from "@/lib/store/read/sources";
import { countStuckCases } from "@/lib/store/read/stuck";
import { readIncidentFilter } from "./incident-filter";
import { getProcessScope } from "./process-scope";
import { toStuckFilter } from "./stuck";

/** A value, or why there is none. */
export type AlertValue = { readonly value: number | null; readonly detail: string };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The observer of a cluster looks every few seconds; after so long it does not. */
const UNOBSERVED_AFTER_MS = 2 * MINUTE_MS;

type Watched = Pick<AlertRule, "metric" | "process" | "source" | "group" | "windowMinutes">;

/** What a rule watches, as it is now. Something that it names and that is not there is told, not thrown. */
export async function readAlertValue(sql: Sql, watched: Watched, now: number): Promise<AlertValue> {
  try {
    return await readValue(sql, watched, now);
  } catch (error) {
    if (error instanceof Failure && error.code === "not-found") return unknown(error.message);
    throw error;
  }
}

const known = (value: number): AlertValue => ({ value, detail: "" });
const unknown = (detail: string): AlertValue => ({ value: null, detail });

function readValue(sql: Sql, watched: Watched, now: number): Promise<AlertValue> {
  switch (watched.metric) {
    case "open-incidents":
    case "incident-rate":
    case "new-incident-group":
    case "stuck-cases":
      return readIncidentValue(sql, watched, now);
    case "source-lag":
      return readSourceLag(sql, watched, now);
    case "source-silent":
      return readSilence(sql, watched, now);
    case "group-lag":
      return readGroupLag(sql, watched, now);
    case "throughput-p90":
      return readThroughput(sql, watched, now);
    default:
      return assertNever(watched.metric);
  }
}

async function readIncidentValue(sql: Sql, watched: Watched, now: number): Promise<AlertValue> {
  const { metric, process, source } = watched;
  const isNow = metric === "open-incidents" || metric === "stuck-cases";
  const state = isNow ? ("open" as const) : ("all" as const);
  const scope = { process: process ?? undefined, source: source ?? undefined };
  const filter = await readIncidentFilter(sql, IncidentListQuery.parse({ ...scope, state }), now);
  if (filter === null) return known(0);
  if (metric === "stuck-cases") {
    const meant = toStuckFilter(filter);
    return known(meant === null ? 0 : await countStuckCases(sql, meant));
  }
  if (isNow) return known(await countIncidents(sql, filter));
  const since = { ...filter, from: new Date(now - windowOf(watched)) };
  return known(await (metric === "incident-rate" ? countIncidents(sql, since) : countNewIncidentGroups(sql, since)));
}

const windowOf = ({ metric, windowMinutes }: Watched) =>
  (windowMinutes ?? METRIC_KINDS[metric].windowMinutes ?? 60) * MINUTE_MS;

/** How long the oldest record waits that is not projected. */
async function readSourceLag(sql: Sql, { source }: Watched, now: number): Promise<AlertValue> {
  const sources = await readLiveSources(sql, source);
  const lags = sources.flatMap(({ lagEvents, behindSince }) => {
    if (lagEvents === null) return [];
    if (lagEvents === 0) return [0];
    return behindSince === null ? [] : [Math.max(0, now - behindSince.getTime())];
  });
  return lags.length === 0 ? unknown("No source tells how far it is read.") : known(Math.max(...lags));
}

async function readSilence(sql: Sql, { source }: Watched, now: number): Promise<AlertValue> {
  const sources = await readLiveSources(sql, source);
  const silences = sources.flatMap(({ lastEventAt }) =>
    lastEventAt === null ? [] : [Math.max(0, now - lastEventAt.getTime())],
  );
  return silences.length === 0 ? unknown("Nothing has ever come from it.") : known(Math.max(...silences));
}

/** Without a name all that are read live: an imported file is over, and the intake is used by whoever wants to. */
async function readLiveSources(sql: Sql, name: string | null): Promise<readonly StoredSource[]> {
  const all = await readSources(sql);
  const isLive = ({ kind, state }: StoredSource) => kind !== "file" && kind !== "http" && state !== "stopped";
  const found = all.filter(name === null ? isLive : (source) => source.name === name);
  if (found.length > 0) return found;
  throw new Failure("not-found", name === null ? "No source is read live." : `There is no source "${name}".`);
}

async function readGroupLag(sql: Sql, { source, group }: Watched, now: number): Promise<AlertValue> {
  const delay = await readGroupDelay(sql, { source, group });
  if (delay === null) return unknown("No such consumer group was seen.");
  const { oldestUnreadAt, observedAt } = delay;
  if (now - observedAt.getTime() > UNOBSERVED_AFTER_MS) {
    return unknown("Consumer groups were not observed in the last two minutes.");
  }
  return known(oldestUnreadAt === null ? 0 : Math.max(0, now - oldestUnreadAt.getTime()));
}

/** Of the cases that began within the window and have ended; hours are whole. */
async function readThroughput(sql: Sql, watched: Watched, now: number): Promise<AlertValue> {
  const scope = await getProcessScope(sql, watched.process ?? "");
  if (scope.kind === "model") return unknown("Throughput times are those of end-to-end processes: name one of them.");
  const processIds = scope.kind === "observed" ? [scope.processId] : scope.processIds;
  const from = new Date(Math.floor((now - windowOf(watched)) / HOUR_MS) * HOUR_MS);
  const value = quantile(await readThroughputBuckets(sql, { processIds, from }), 0.9);
  return value === null ? unknown("No case that began within the window has ended.") : known(value);
}
