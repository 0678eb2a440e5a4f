import type { UserTask } from "@/lib/api/contract/user-tasks";
import { caseHref } from "../case-list/case-href";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import styles from "./task.module.css";
import { TaskActions } from "./task-actions";

export const TASK_COLUMNS: readonly TableColumn<UserTask>[] = [
  {
    id: "task",
    header: "Task",
    width: "minmax(130px, 1.2fr)",
    sortBy: ({ name }) => name,
    cell: ({ name, elementId }) => (
      <span className={styles["cut"]} title={`${name}, ${elementId}`}>
        {name}
      </span>
    ),
  },
  {
    id: "assignee",
    header: "Assignee",
    width: "minmax(90px, 0.8fr)",
    fromWidth: 700,
    sortBy: ({ assignee }) => assignee ?? "",
    cell: ({ assignee }) => (assignee === null ? <span className="muted">nobody</span> : assignee),
  },
  {
    id: "case",
    header: "Case",
    width: "minmax(130px, 1.2fr)",
    cell: ({ caseId, caseLabel }) => (
      <AppLink href={caseHref(caseId)} className={styles["cut"]}>
        {caseLabel}
      </AppLink>
    ),
  },
  {
    id: "process",
    header: "Process",
    width: "minmax(110px, 1fr)",
    fromWidth: 860,
    sortBy: ({ processName }) => processName,
    cell: ({ processId, processName, version }) => (
      <AppLink href={`/processes/${encodeURIComponent(processId)}`} className={styles["cut"]}>
        {processName} v{version}
      </AppLink>
    ),
  },
  { id: "engine", header: "Engine", width: "minmax(80px, 0.6fr)", fromWidth: 1000, cell: ({ source }) => source },
  {
    id: "since",
    header: "Since",
    width: "92px",
    fromWidth: 620,
    sortBy: ({ since }) => since,
    cell: ({ since }) => <RelativeTime at={since} />,
  },
  {
    id: "actions",
    header: "Actions",
    width: "248px",
    // Where it is narrower they stand in the row's second line.
    fromWidth: 560,
    cell: ({ id, name, source, assignee, caseLabel }) => (
      <TaskActions id={id} name={`${name} of ${caseLabel}`} source={source} assignee={assignee} />
    ),
  },
];
