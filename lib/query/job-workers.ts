import { blastRadius } from "@/lib/analytics/blast-radius";
import type { BlastRadius, JobWorkerList } from "@/lib/api/contract/topics";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readActivities } from "@/lib/store/read/activities";
import { readDefinitions, type StoredDefinition } from "@/lib/store/read/definitions";
import { readStandingCases, readWaitingElements, type WaitingElement } from "@/lib/store/read/job-workers";
import { readDiagramElements } from "./diagram/diagram-elements";
import { toElementName } from "./element-names";
import { groupBy } from "./group-by";
import { readExpectations, tellRadius } from "./starving-steps";

const HOUR_MS = 3_600_000;
/** Of each element so many of the oldest tokens are looked at. */
const TOKENS_MAX = 20_000;
/** Diagrams of so many definitions are read for one answer; a landscape has some hundreds, with tokens in few of them. */
const DEFINITIONS_MAX = 200;

type Workplace = WaitingElement & {
  readonly source: string;
  readonly process: string;
  readonly jobType: string;
  readonly name: string;
};

/** Types of jobs (topics of external tasks) that tokens wait for, the oldest first; what nobody waits for is none. */
export async function readJobWorkers(sql: Sql): Promise<JobWorkerList> {
  const { places, isCut } = await readWorkplaces(sql);
  const items = [...groupBy(places, keyOf).values()].map((of) => {
    const [first] = of;
    const waiting = of.filter(({ tokens, stopped }) => tokens > stopped);
    const oldest = Math.min(...(waiting.length > 0 ? waiting : of).map(({ oldestAt }) => oldestAt.getTime()));
    const done = of.flatMap(({ lastDoneHour }) => (lastDoneHour === null ? [] : [lastDoneHour.getTime()]));
    const lastDone = done.length === 0 ? null : Math.max(...done);
    return {
      source: first?.source ?? "",
      jobType: first?.jobType ?? "",
      elements: of.map(({ process, name }) => ({ process, name })),
      waiting: of.reduce((sum, { tokens, stopped }) => sum + Math.max(0, tokens - stopped), 0),
      stopped: of.reduce((sum, { stopped }) => sum + stopped, 0),
      oldestAt: new Date(oldest).toISOString(),
      lastDoneHour: lastDone === null ? null : new Date(lastDone).toISOString(),
      isSilent: waiting.length > 0 && (lastDone === null || lastDone + HOUR_MS <= oldest),
    };
  });
  return { items: items.sort((a, b) => a.oldestAt.localeCompare(b.oldestAt)), isCut };
}

const keyOf = ({ source, jobType }: Workplace) => JSON.stringify([source, jobType]);

type Asked = { readonly source: string; readonly jobType: string; readonly now: number };

/** Open cases that wait for a job worker, and the steps that will not come while there is none. */
export async function readJobWorkerRadius(sql: Sql, { source, jobType, now }: Asked): Promise<BlastRadius> {
  const { places } = await readWorkplaces(sql);
  const own = places.filter((place) => place.source === source && place.jobType === jobType);
  if (own.length === 0) {
    throw new Failure("not-found", `No token waits for a worker of the type "${jobType}" in ${source} (any more).`);
  }
  const standing = await readStandingCases(sql, {
    definitionIds: own.map(({ definitionId }) => definitionId),
    elementIds: own.map(({ elementId }) => elementId),
    limit: TOKENS_MAX,
  });
  const edges = standing.length === 0 ? [] : await readExpectations(sql, now);
  const ids = [
    ...standing.map(({ activityId }) => activityId),
    ...edges.flatMap(({ from, to }) => [Number(from), Number(to)]),
  ];
  const words = await readActivities(sql, [...new Set(ids)]);
  const nameOf = await toElementName(sql, words.values());
  const waiting = standing.map(({ activityId, cases, oldestAt }) => {
    return { activity: String(activityId), cases, oldestAt: oldestAt.getTime() };
  });
  const radius = blastRadius({ waiting, edges, isDoneByIt: null });
  const isCut = standing.some((one) => one.isCut);
  const told = tellRadius(radius, standing, (id) => {
    const activity = words.get(Number(id));
    return activity === undefined ? undefined : { name: nameOf(activity), producer: activity.producer };
  });
  return { source, group: jobType, actsAs: [], isCut, ...told };
}

async function readWorkplaces(sql: Sql): Promise<{ readonly places: readonly Workplace[]; readonly isCut: boolean }> {
  const [waiting, definitions] = await Promise.all([readWaitingElements(sql), readDefinitions(sql)]);
  const definitionOf = new Map(definitions.map((definition) => [definition.definitionId, definition]));
  const byDefinition = [...groupBy(waiting, ({ definitionId }) => definitionId)];
  const places: Workplace[] = [];
  for (const [definitionId, elements] of byDefinition.slice(0, DEFINITIONS_MAX)) {
    const definition = definitionOf.get(definitionId);
    if (definition?.hasXml) places.push(...(await placesOf(sql, definition, elements)));
  }
  return { places, isCut: byDefinition.length > DEFINITIONS_MAX };
}

async function placesOf(
  sql: Sql,
  { definitionId, source, name: called, bpmnProcessId }: StoredDefinition,
  elements: readonly WaitingElement[],
): Promise<readonly Workplace[]> {
  const drawn = new Map((await readDiagramElements(sql, definitionId)).map((element) => [element.elementId, element]));
  return elements.flatMap((element) => {
    const { jobType = null, name = "" } = drawn.get(element.elementId) ?? {};
    const process = called === "" ? bpmnProcessId : called;
    return jobType === null ? [] : [{ ...element, source, process, jobType, name: name || element.elementId }];
  });
}
