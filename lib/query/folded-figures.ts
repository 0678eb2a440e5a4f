import { toSourceName } from "@/lib/domain/identifiers";
import { type DefinitionIdentity, definitionIdentityKey } from "@/lib/domain/process-definition";
import type { RollupRow } from "@/lib/project/contribution";
import type { StoredDefinition } from "@/lib/store/read/definitions";
import type { ElementSums } from "@/lib/store/read/element-figures";
import type { CaseRows } from "./as-of";
import type { ProcessFigures } from "./process-figures";

type Within = { readonly definitions: readonly StoredDefinition[]; readonly isWithin: (hour: number) => boolean };

/** The same figures as the rollups give, from what single cases add to them. */
export function toFoldedFigures(contributions: readonly CaseRows[], { definitions, isWithin }: Within): ProcessFigures {
  const wanted = new Set(definitions.map((stored) => definitionIdentityKey(identityOf(stored))));
  const figures = {
    sums: new Map<string, Sums>(),
    durations: new Map<string, Duration>(),
    flows: new Map<string, number>(),
  };
  for (const contribution of contributions) {
    for (const row of contribution) {
      if ("definition" in row.key && wanted.has(definitionIdentityKey(row.key.definition)) && isWithin(row.key.hour)) {
        add(row, figures);
      }
    }
  }
  return {
    sums: [...figures.sums.values()],
    durations: [...figures.durations.values()],
    flows: [...figures.flows].map(([flowId, count]) => ({ flowId, count })),
  };
}

type Exchange = { readonly taken: ProcessFigures; readonly given: ProcessFigures };

/** Figures with some cases' part in them exchanged for another. What becomes nothing is left out. */
export function exchange(figures: ProcessFigures, { taken, given }: Exchange): ProcessFigures {
  const sums = new Map(figures.sums.map((sum) => [sum.elementId, { ...sum }]));
  const durations = new Map(figures.durations.map((row) => [`${row.id} ${row.bucket}`, { ...row }]));
  const flows = new Map(figures.flows.map(({ flowId, count }) => [flowId, count]));
  for (const [part, sign] of [
    [taken, -1],
    [given, 1],
  ] as const) {
    for (const { elementId, ...amounts } of part.sums) addSums(sums, elementId, amounts, sign);
    for (const row of part.durations) {
      const known = durations.get(`${row.id} ${row.bucket}`) ?? { ...row, count: 0 };
      known.count += sign * row.count;
      durations.set(`${row.id} ${row.bucket}`, known);
    }
    for (const { flowId, count } of part.flows) flows.set(flowId, (flows.get(flowId) ?? 0) + sign * count);
  }
  return {
    sums: [...sums.values()],
    durations: [...durations.values()].filter(({ count }) => count > 0),
    flows: [...flows].map(([flowId, count]) => ({ flowId, count })).filter(({ count }) => count > 0),
  };
}

type Sums = { -readonly [Name in keyof ElementSums]: ElementSums[Name] };
type Duration = { readonly id: string; readonly bucket: number; count: number };
type Figures = {
  readonly sums: Map<string, Sums>;
  readonly durations: Map<string, Duration>;
  readonly flows: Map<string, number>;
};

function add({ key, amounts }: RollupRow, { sums, durations, flows }: Figures): void {
  if (key.rollup === "element" && "entered" in amounts) addSums(sums, key.elementId, amounts);
  if (key.rollup === "element-duration" && "occurrences" in amounts) {
    const name = `${key.elementId} ${key.bucket}`;
    const duration = durations.get(name) ?? { id: key.elementId, bucket: key.bucket, count: 0 };
    duration.count += amounts.occurrences;
    durations.set(name, duration);
  }
  if (key.rollup === "flow" && "taken" in amounts) flows.set(key.flowId, (flows.get(key.flowId) ?? 0) + amounts.taken);
}

type Added = Omit<ElementSums, "elementId">;

function addSums(sums: Map<string, Sums>, elementId: string, added: Added, sign: 1 | -1 = 1): void {
  const sum = sums.get(elementId) ?? { elementId, ...ZERO };
  sum.entered += sign * added.entered;
  sum.completed += sign * added.completed;
  sum.terminated += sign * added.terminated;
  sum.incidentsOpened += sign * added.incidentsOpened;
  sum.incidentsResolved += sign * added.incidentsResolved;
  sum.totalMs += sign * added.totalMs;
  sums.set(elementId, sum);
}

const ZERO = { entered: 0, completed: 0, terminated: 0, incidentsOpened: 0, incidentsResolved: 0, totalMs: 0 };

function identityOf({ source, tenant, bpmnProcessId, version }: StoredDefinition): DefinitionIdentity {
  return { source: toSourceName(source), tenant, bpmnProcessId, version };
}
