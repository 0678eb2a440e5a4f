"use client";

import { IconCircleCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useLive } from "@/lib/client/live";
import { userTasksQuery } from "@/lib/client/queries";
import { caseHref } from "../case-list/case-href";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { useNavigation } from "../ui/navigation";
import { PageHeader } from "../ui/page-header";
import { itemsOf, nextPageOf } from "../ui/pages-of";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { VirtualTable } from "../ui/table/virtual-table";
import styles from "./task.module.css";
import { TaskActions } from "./task-actions";
import { TASK_COLUMNS } from "./task-columns";

/** What waits for a person, in all engines at once. */
export function TasksPage() {
  const query = useInfiniteQuery(userTasksQuery());
  const { navigate } = useNavigation();
  useLive(["cases"]);
  const tasks = itemsOf(query.data);
  return (
    <>
      <PageHeader title="Tasks" />
      <Panel title="Open user tasks" hasHead={false} flush grow>
        <Loaded query={query} what="The tasks" rows={8}>
          {() =>
            tasks.length === 0 ? (
              <EmptyState title="Nobody is waited for" icon={<IconCircleCheck size={32} />}>
                No engine that is read here has an open user task. One appears as soon as a process instance gets to it.
              </EmptyState>
            ) : (
              <VirtualTable
                label="Open user tasks"
                columns={TASK_COLUMNS}
                items={tasks}
                idOf={({ source, elementInstanceKey }) => `${source}:${elementInstanceKey}`}
                nameOf={({ name, caseLabel }) => `${name} of ${caseLabel}`}
                onOpen={({ caseId }) => navigate(caseHref(caseId))}
                onEndReached={nextPageOf(query)}
                isMain
                narrowLine={({ id, name, source, assignee, caseLabel, since }) => (
                  <>
                    <span className={styles["cut"]}>
                      {assignee ?? "nobody"} · <RelativeTime at={since} />
                    </span>
                    <TaskActions id={id} name={`${name} of ${caseLabel}`} source={source} assignee={assignee} />
                  </>
                )}
                footer={`${plural(tasks.length, "open task")}${query.hasNextPage ? " loaded, more below" : ""}`}
              />
            )
          }
        </Loaded>
      </Panel>
    </>
  );
}
