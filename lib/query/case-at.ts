import type { CaseAt } from "@/lib/api/contract/cases";
import { tellStoryAt } from "@/lib/project/case-story";
import { foldTrace } from "@/lib/project/fold-trace";
import type { CaseStoryFacts, InstanceStory } from "@/lib/project/story-facts";
import { variantId } from "@/lib/project/variant-id";
import type { Sql } from "@/lib/store/database";
import { readDefinitions } from "@/lib/store/read/definitions";
import { readTraceUntil } from "@/lib/store/read/trace";
import { getCaseId } from "./case-id";
import { type HideVariable, toProcessInstance } from "./to-process-instance";
import { byIdentity, toWaits } from "./told-story";

/** As many as a story is told of. */
const TOLD_MAX = 20_000;

type Asked = { readonly caseId: string; readonly at: string; readonly masking: HideVariable };

/** A case as it stood at an instant: told anew from the events up to it. */
export async function getCaseAt(sql: Sql, { caseId: text, at, masking }: Asked): Promise<CaseAt> {
  const caseId = await getCaseId(sql, text);
  const until = new Date(at);
  const [events, definitions] = await Promise.all([
    readTraceUntil(sql, caseId, { until, limit: TOLD_MAX }),
    readDefinitions(sql),
  ]);
  const story = tellStoryAt(events, until.getTime());
  const definitionOf = byIdentity(definitions);
  return {
    id: caseId,
    at: until.toISOString(),
    ...toSummary(story),
    isCut: events.length === TOLD_MAX,
    processInstances: story.instances.map((instance) =>
      toProcessInstance(instance, definitionOf(instance.definition), masking),
    ),
    openIncidents: story.instances.flatMap(toOpenIncidents),
    waitsFor: toWaits(story),
  };
}

/** Before its first event a case is nothing yet, which is as open as can be. */
function toSummary({ trace }: CaseStoryFacts): Pick<CaseAt, "state" | "events" | "lastAt"> {
  if (trace.length === 0) return { state: "active", events: 0, lastAt: null };
  const { status, eventCount, lastAt } = foldTrace(trace, variantId).state;
  return { state: status, events: eventCount, lastAt: new Date(lastAt).toISOString() };
}

/** What is over stops nobody any more, whether or not its incident was seen resolved. */
function toOpenIncidents({ processInstanceKey, state, incidents }: InstanceStory): CaseAt["openIncidents"] {
  if (state !== "active") return [];
  return incidents
    .filter((incident) => incident.state === "open")
    .map(({ elementId, errorType, openedAt }) => ({
      processInstanceKey,
      elementId,
      kind: errorType,
      openedAt: new Date(openedAt).toISOString(),
    }));
}
