import { toSourceName } from "@/lib/domain/identifiers";
import { type DefinitionIdentity, definitionIdentityKey } from "@/lib/domain/process-definition";
import type { Contribution, RollupRow } from "@/lib/project/contribution";
import type { StoredDefinition } from "@/lib/store/read/definitions";
import type { ElementSums } from "@/lib/store/read/element-figures";
import type { ProcessFigures } from "./process-figures";

type Within = { readonly definitions: readonly StoredDefinition[]; readonly isWithin: (hour: number) => boolean };

/** The same figures as the rollups give, from what single cases add to them. */
export function toFoldedFigures(
  contributions: readonly Contribution[],
  { definitions, isWithin }: Within,
): ProcessFigures {
  const wanted = new Set(definitions.map((stored) => definitionIdentityKey(identityOf(stored))));
  const figures = {
    sums: new Map<string, Sums>(),
    durations: new Map<string, Duration>(),
    flows: new Map<string, number>(),
  };
  for (const contribution of contributions) {
    for (const row of contribution.values()) {
      if ("definition" in row.key && wanted.has(definitionIdentityKey(row.key.definition)) && isWithin(row.key.hour)) {
        add(row, figures);
      }
    }
  }
  return {
    sums: [...figures.sums.values()],
    durations: [...figures.durations.values()],
    flows: [...figures.flows].map(([flowId, count]) => ({ flowId, count })).filter(({ count }) => count > 0),
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

function addSums(sums: Map<string, Sums>, elementId: string, added: Omit<ElementSums, "elementId">): void {
  const sum = sums.get(elementId) ?? { elementId, ...ZERO };
  sum.entered += added.entered;
  sum.completed += added.completed;
  sum.terminated += added.terminated;
  sum.incidentsOpened += added.incidentsOpened;
  sum.incidentsResolved += added.incidentsResolved;
  sum.totalMs += added.totalMs;
  sums.set(elementId, sum);
}

const ZERO = { entered: 0, completed: 0, terminated: 0, incidentsOpened: 0, incidentsResolved: 0, totalMs: 0 };

function identityOf({ source, tenant, bpmnProcessId, version }: StoredDefinition): DefinitionIdentity {
  return { source: toSourceName(source), tenant, bpmnProcessId, version };
}
