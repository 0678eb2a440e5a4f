import type { z } from "zod";
import type { UserTask, UserTaskList, UserTaskQuery } from "@/lib/api/contract/user-tasks";
import { toCaseId } from "@/lib/domain/identifiers";
import { tellStory } from "@/lib/project/case-story";
import type { Wait } from "@/lib/project/story-facts";
import type { Sql } from "@/lib/store/database";
import { createDictionaries } from "@/lib/store/projection/dictionaries";
import { readTraces } from "@/lib/store/projection/read-traces";
import { readStandingTasks, type StandingTask } from "@/lib/store/read/user-tasks";
import { readCursor, TimePlace, toPage } from "./cursor";
import { readElementNames } from "./diagram/diagram-elements";

type TaskWait = Extract<Wait, { readonly kind: "user-task" }>;

/** A page of open user tasks of all engines, the latest first. Who has one is told by the events of its case. */
export async function readUserTasks(sql: Sql, { cursor, limit }: z.infer<typeof UserTaskQuery>): Promise<UserTaskList> {
  const place = readCursor(TimePlace, cursor);
  const after = place === null ? null : { enteredAt: new Date(place[0]), elementInstanceKey: place[1] };
  const rows = await readStandingTasks(sql, { after, limit: limit + 1 });
  const [told, nameOf] = await Promise.all([
    readTold(sql, rows),
    readElementNames(
      sql,
      rows.map(({ definitionId }) => definitionId),
    ),
  ]);
  const tasks = rows.map((row) =>
    toTask(row, { told: told.get(row.elementInstanceKey), name: nameOf(row.definitionId, row.elementId) }),
  );
  return toPage(tasks, limit, {
    placeOf: ({ since, elementInstanceKey }) => [Date.parse(since), elementInstanceKey],
    show: (task) => task,
  });
}

async function readTold(sql: Sql, rows: readonly StandingTask[]): Promise<ReadonlyMap<string, TaskWait>> {
  const caseIds = [...new Set(rows.map(({ caseId }) => caseId))].map(toCaseId);
  const traces = await readTraces(sql, caseIds, createDictionaries(sql));
  const waits = [...traces.values()].flatMap((trace) => tellStory(trace).waitsFor);
  return new Map(waits.flatMap((wait) => (wait.kind === "user-task" ? [[wait.elementInstanceKey, wait]] : [])));
}

function toTask(row: StandingTask, { told, name }: { told: TaskWait | undefined; name: string }): UserTask {
  const { source, process, processInstanceKey, enteredAt, definitionId: _definitionId, ...shown } = row;
  return {
    ...shown,
    id: told === undefined ? null : `${source}:${processInstanceKey}:${told.taskKey}`,
    name: name.replace(/\s+/g, " "),
    assignee: told?.assignee ?? null,
    since: enteredAt.toISOString(),
    source,
    processId: `${source}:${process}`,
    processName: row.processName === "" ? process : row.processName,
    processInstanceKey,
  };
}
