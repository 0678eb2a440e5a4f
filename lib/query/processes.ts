import type { ProcessSummary } from "@/lib/api/contract/processes";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readDefinitions, type StoredDefinition } from "@/lib/store/read/definitions";
import {
  type CaseTotals,
  type Hours,
  type InstanceTotals,
  readCaseTotals,
  readInstanceTotals,
} from "@/lib/store/read/process-totals";
import {
  type LatestStart,
  readCaseTrend,
  readInstanceTrend,
  readLatestCases,
  readLatestInstances,
  type TrendPoint,
} from "@/lib/store/read/process-trends";
import { countStuckByDefinition, countStuckByProcess } from "@/lib/store/read/stuck-counts";
import { groupBy } from "./group-by";
import { type BoundModel, readBoundModels } from "./model/bound-summaries";
import { modelIdOf } from "./process-scope";

const HOUR_MS = 3_600_000;
const TREND_HOURS = 24;

/** Models of engines and processes that were only observed, those with incidents first, then the busiest. */
export async function readProcesses(sql: Sql, hours: Hours, now: number): Promise<readonly ProcessSummary[]> {
  const since = new Date(Math.floor(now / HOUR_MS) * HOUR_MS - (TREND_HOURS - 1) * HOUR_MS);
  const [
    definitions,
    instances,
    instanceTrend,
    latestInstances,
    cases,
    caseTrend,
    latestCases,
    inModels,
    inCases,
    bound,
  ] = await Promise.all([
    readDefinitions(sql),
    readInstanceTotals(sql, hours),
    readInstanceTrend(sql, since),
    readLatestInstances(sql),
    readCaseTotals(sql, hours),
    readCaseTrend(sql, since),
    readLatestCases(sql),
    countStuckByDefinition(sql),
    countStuckByProcess(sql),
    readBoundModels(sql),
  ]);
  const models = groupBy(definitions, modelIdOf);
  const ofModels = [...models].map(([id, versions]) =>
    toModel(id, versions, { totals: instances, trend: instanceTrend, latest: latestInstances, stuck: inModels, since }),
  );
  const drawn = bound
    .filter(({ model }) => !models.has(model.name))
    .map((one) => toBound(one, cases, { trend: caseTrend, latest: latestCases, stuck: inCases, since }));
  const drawnNames = new Set(drawn.map(({ id }) => id));
  const observed = cases
    .filter(({ name, cases: count }) => !models.has(name) && !drawnNames.has(name) && count > 0)
    .map((totals) => toObserved(totals, { trend: caseTrend, latest: latestCases, stuck: inCases, since }));
  return [...ofModels, ...drawn, ...observed].sort(byConcern);
}

/** One process with all its versions. */
export async function getProcess(sql: Sql, processId: string, now: number): Promise<ProcessSummary> {
  const all = await readProcesses(sql, { from: null, to: null }, now);
  const found = all.find(({ id }) => id === processId);
  if (found === undefined) throw new Failure("not-found", `There is no process "${processId}".`);
  return found;
}

type Activity = {
  readonly trend: readonly TrendPoint[];
  readonly latest: readonly LatestStart[];
  readonly stuck: ReadonlyMap<number, number>;
  readonly since: Date;
};

function toModel(
  id: string,
  versions: readonly StoredDefinition[],
  { totals, trend, latest, stuck, since }: Activity & { readonly totals: readonly InstanceTotals[] },
): ProcessSummary {
  const ids = new Set(versions.map(({ definitionId }) => definitionId));
  const ours = totals.filter(({ definitionId }) => ids.has(definitionId));
  const sum = (amount: (totals: InstanceTotals) => number) => ours.reduce((total, one) => total + amount(one), 0);
  const newest = versions[0];
  const numbers = [...new Set(versions.map(({ version }) => version))].filter((version) => version > 0);
  return {
    id,
    name: versions.find(({ name }) => name !== "")?.name ?? newest?.bpmnProcessId ?? id,
    version: numbers[0] ?? null,
    versions: numbers,
    origin: "engine",
    source: newest?.source ?? "",
    active: atLeastZero(sum((one) => one.started - one.completed - one.terminated)),
    ended: atLeastZero(sum((one) => one.completed)),
    canceled: atLeastZero(sum((one) => one.terminated)),
    incidents: atLeastZero(sum((one) => one.openIncidents)),
    stuck: [...ids].reduce((total, one) => total + (stuck.get(one) ?? 0), 0),
    hasDiagram: versions.some(({ hasXml }) => hasXml),
    ...toActivity(ids, { trend, latest, since }),
  };
}

function toObserved({ processId, name, ...totals }: CaseTotals, activity: Activity): ProcessSummary {
  return {
    id: name,
    name,
    version: null,
    versions: [],
    origin: "observed",
    source: "",
    active: atLeastZero(totals.cases - totals.ended - totals.canceled),
    ended: atLeastZero(totals.ended),
    canceled: atLeastZero(totals.canceled),
    incidents: atLeastZero(totals.openIncidents),
    stuck: activity.stuck.get(processId) ?? 0,
    hasDiagram: false,
    ...toActivity(new Set([processId]), activity),
  };
}

/** A model that lies over the cases of one or several observed processes. */
function toBound({ model, processIds }: BoundModel, cases: readonly CaseTotals[], activity: Activity): ProcessSummary {
  const ours = cases.filter(({ processId }) => processIds.includes(processId));
  const sum = (amount: (totals: CaseTotals) => number) => ours.reduce((total, one) => total + amount(one), 0);
  const versions = model.versions.map(({ version }) => version);
  return {
    id: model.name,
    name: model.name,
    version: versions[0] ?? null,
    versions,
    origin: "uploaded",
    source: "",
    active: atLeastZero(sum((one) => one.cases - one.ended - one.canceled)),
    ended: atLeastZero(sum((one) => one.ended)),
    canceled: atLeastZero(sum((one) => one.canceled)),
    incidents: atLeastZero(sum((one) => one.openIncidents)),
    stuck: processIds.reduce((total, one) => total + (activity.stuck.get(one) ?? 0), 0),
    hasDiagram: true,
    ...toActivity(new Set(processIds), activity),
  };
}

function toActivity(ids: ReadonlySet<number>, { trend, latest, since }: Omit<Activity, "stuck">) {
  const starts = latest.filter(({ id }) => ids.has(id));
  const last = starts.reduce(
    (newest, { startedAt }) => Math.max(newest, startedAt.getTime()),
    Number.NEGATIVE_INFINITY,
  );
  return {
    recorded: starts.some(({ isRecorded }) => isRecorded),
    lastStartedAt: starts.length === 0 ? null : new Date(last).toISOString(),
    trend: Array.from({ length: TREND_HOURS }, (_, index) => {
      const hour = since.getTime() + index * HOUR_MS;
      const points = trend.filter((point) => ids.has(point.id) && point.hour.getTime() === hour);
      return {
        hour: new Date(hour).toISOString(),
        started: atLeastZero(points.reduce((sum, { started }) => sum + started, 0)),
        ended: atLeastZero(points.reduce((sum, { ended }) => sum + ended, 0)),
      };
    }),
  };
}

/** A rollup of whole hours can be cut through a case that moved between them; a count below zero would be no count. */
const atLeastZero = (count: number) => Math.max(0, count);

function byConcern(a: ProcessSummary, b: ProcessSummary): number {
  const isBroken = (process: ProcessSummary) => Number(process.incidents + process.stuck > 0);
  return isBroken(b) - isBroken(a) || b.active - a.active || (a.name < b.name ? -1 : 1);
}
