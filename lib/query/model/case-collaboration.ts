import type { CaseCollaboration } from "@/lib/api/contract/models";
import { activityKey } from "@/lib/domain/activity";
import type { Event } from "@/lib/domain/event";
import { Failure } from "@/lib/domain/failure";
import type { CaseStatus } from "@/lib/project/case-state";
import { tellStory, tellStoryAt } from "@/lib/project/case-story";
import { foldTrace } from "@/lib/project/fold-trace";
import { variantId } from "@/lib/project/variant-id";
import type { Sql } from "@/lib/store/database";
import { readModels } from "@/lib/store/model/read-models";
import { readCase } from "@/lib/store/read/cases";
import { readTrace } from "@/lib/store/read/trace";
import { getCaseId } from "../case-id";
import { readBindingsOf } from "./model-scope";
import { getStoredDiagram } from "./stored-diagram";
import { wayOverModel } from "./way-over-model";

const TOLD_MAX = 20_000;

type Asked = {
  readonly caseId: string;
  /** The model's name. */
  readonly model?: string | undefined;
  /** As of this instant; without it as it is. */
  readonly at?: string | undefined;
};

/** The way of a case over a model that binds its activities: the one asked for, else the one that binds most of them. */
export async function getCaseCollaboration(
  sql: Sql,
  { caseId: text, model: wanted, at }: Asked,
): Promise<CaseCollaboration> {
  const caseId = await getCaseId(sql, text);
  const [stored, trace, models] = await Promise.all([
    readCase(sql, caseId),
    readTrace(sql, caseId, TOLD_MAX),
    readBoundVersions(sql),
  ]);
  if (stored === null) throw new Failure("not-found", `The case "${text}" has just become part of another; ask again.`);
  const story = at === undefined ? tellStory(trace) : tellStoryAt(trace, Date.parse(at));
  // Of all of it, so that one model is shown at every instant.
  const own = new Set(trace.flatMap((event) => ("activity" in event ? [activityKey(event.activity)] : [])));
  const fitting = models
    .map((one) => ({ ...one, bound: countOf(one.bindings, own) }))
    .filter(({ bound }) => bound > 0)
    .sort((a, b) => b.bound - a.bound || (a.model.name < b.model.name ? -1 : 1));
  const chosen = fitting.find(({ model }) => model.name === wanted) ?? fitting[0];
  const listed = fitting.map(({ model, version }) => ({ id: model.name, name: model.name, version: version.version }));
  if (chosen === undefined) return { models: [], shown: null };
  const { model, version, bindings } = chosen;
  const diagram = await getStoredDiagram(sql, { modelId: model.modelId, version: version.version });
  const status = at === undefined ? stored.status : statusOf(story.trace);
  const way = wayOverModel({ story, isActive: status === "active", diagram, bindings });
  return { models: listed, shown: { id: model.name, version: version.version, ...way } };
}

/** Before its first event a case is as open as can be. */
function statusOf(trace: readonly Event[]): CaseStatus {
  return trace.length === 0 ? "active" : foldTrace(trace, variantId).state.status;
}

/** The newest version of every model in force, with its bindings. */
async function readBoundVersions(sql: Sql) {
  const models = (await readModels(sql)).filter(({ archivedAt }) => archivedAt === null);
  return Promise.all(
    models.flatMap((model) => {
      const [version] = model.versions;
      return version === undefined
        ? []
        : [readBindingsOf(sql, model, version).then((bindings) => ({ model, version, bindings }))];
    }),
  );
}

function countOf(bindings: Awaited<ReturnType<typeof readBindingsOf>>, own: ReadonlySet<string>): number {
  return new Set(bindings.map(({ activity }) => activityKey(activity)).filter((key) => own.has(key))).size;
}
