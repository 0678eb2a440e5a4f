import type { CaseStory } from "@/lib/api/contract/cases";
import type { Event } from "@/lib/domain/event";
import { Failure } from "@/lib/domain/failure";
import type { SagaRule } from "@/lib/domain/saga-rule";
import { tellStory } from "@/lib/project/case-story";
import type { CaseStoryFacts } from "@/lib/project/story-facts";
import type { Sql } from "@/lib/store/database";
import { readAliases } from "@/lib/store/read/case-aliases";
import { readProjectedAt } from "@/lib/store/read/case-events";
import { readCase } from "@/lib/store/read/cases";
import { readCompensatingDefinitions } from "@/lib/store/read/compensating-definitions";
import { readDefinitions } from "@/lib/store/read/definitions";
import { readIncidentsOfCase } from "@/lib/store/read/incidents";
import { readTrace } from "@/lib/store/read/trace";
import { getCaseId } from "./case-id";
import { toCaseSummary } from "./cases";
import { toIncidents } from "./incidents";
import { readSagaStory } from "./sagas";
import { readStuckFacts } from "./stuck";
import { toCaseEvent } from "./to-case-event";
import { type HideVariable, toProcessInstance } from "./to-process-instance";
import { byIdentity, toWaits } from "./told-story";

/** A story is told of so many events; a page shows the first of them and says that there are more. */
const TOLD_MAX = 20_000;
const TRACE_MAX = 5_000;
/** A case of 50,000 events had 10,000 keys, half of what a page had to load; a person reads the leading ones. */
const KEYS_MAX = 1_000;

type For = {
  /** Names of the sources whose engine can be asked. */
  readonly engines: ReadonlySet<string>;
  readonly masking: HideVariable;
  readonly now: number;
  readonly sagas?: readonly SagaRule[];
};

/** All about one case, told from its events. */
export async function getCaseStory(
  sql: Sql,
  text: string,
  { engines, masking, now, sagas = [] }: For,
): Promise<CaseStory> {
  const caseId = await getCaseId(sql, text);
  const [stored, trace, projectedAt, incidents, definitions, aliases, stuck, diagrams] = await Promise.all([
    readCase(sql, caseId),
    readTrace(sql, caseId, TOLD_MAX),
    readProjectedAt(sql, caseId, TOLD_MAX),
    readIncidentsOfCase(sql, caseId),
    readDefinitions(sql),
    readAliases(sql, caseId),
    readStuckFacts(sql, caseId, now),
    readCompensatingDefinitions(sql),
  ]);
  if (stored === null) throw new Failure("not-found", `The case "${text}" has just become part of another; ask again.`);
  const story = tellStory(trace);
  const definitionOf = byIdentity(definitions);
  const instanceOf = (key: string) => story.instances.find(({ processInstanceKey }) => processInstanceKey === key);
  const saga = await readSagaStory(sql, { story, process: stored.process, diagrams }, { sagas, now });
  const told = story.trace.slice(0, TRACE_MAX);
  return {
    ...toCaseSummary(stored),
    stuck,
    keys: story.keys
      .slice(0, KEYS_MAX)
      .map(({ name, value, role, eventIds }) => ({ name, value, role, eventIds: [...eventIds] })),
    trace: told.map((event) => toCaseEvent(event, projectedAt.get(event.id) ?? stored.lastAt, instanceOf)),
    traceTruncated: stored.eventCount > told.length,
    processInstances: story.instances.map((instance) =>
      toProcessInstance(instance, definitionOf(instance.definition), masking),
    ),
    openIncidents: [...(await toIncidents(sql, incidents, engines))],
    waitsFor: toWaits(story),
    hops: toHops(story, told),
    saga,
    aliases: aliases.map(({ formerId, name, value }) => ({ id: formerId, key: { name, value } })),
  };
}

/** Only between events that are shown. */
function toHops({ hops }: CaseStoryFacts, told: readonly Event[]): CaseStory["hops"] {
  const ids = new Set<string>(told.map(({ id }) => id));
  return hops.filter(({ fromEventId, toEventId }) => ids.has(fromEventId) && ids.has(toEventId));
}
