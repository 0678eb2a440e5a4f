/** A row as the engine gives it; nothing of it is trusted before it is decoded. */
export type FeedRow = Readonly<Record<string, unknown>>;

/** One thing that is read from the engine, in the order of a time of its rows. */
export type Feed = {
  readonly name: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | boolean>>;
  /** The parameter that bounds the time from below, and the one that asks for rows of exactly that time, if there is one. */
  readonly after: string;
  readonly at: string | null;
  readonly time: string;
};

type Times = Pick<Feed, "after" | "at" | "time">;

const STARTED: Times = { after: "startedAfter", at: "startedAt", time: "startTime" };
const FINISHED: Times = { after: "finishedAfter", at: "finishedAt", time: "endTime" };
const OCCURRED: Times = { after: "occurredAfter", at: "occurredAt", time: "time" };
const CREATED: Times = { after: "createdAfter", at: "createdAt", time: "createTime" };

const DEPLOYMENTS: Feed = {
  name: "deployment",
  path: "/deployment",
  query: { sortBy: "deploymentTime", sortOrder: "asc" },
  after: "after",
  at: null,
  time: "deploymentTime",
};

function optimize(name: string, path: string, times: Times, query: Feed["query"] = {}): Feed {
  return { name, path: `/optimize/${path}`, query, ...times };
}

/** What the engine offers to Optimize: sorted, bounded exclusively, and with the order inside an instance. */
export const OPTIMIZE_FEEDS: readonly Feed[] = [
  DEPLOYMENTS,
  optimize("process-instance", "process-instance/running", STARTED),
  optimize("process-instance-completed", "process-instance/completed", FINISHED),
  optimize("variable-update", "variable-update", OCCURRED, { excludeObjectValues: true }),
  optimize("activity-instance", "activity-instance/running", STARTED),
  optimize("activity-instance-completed", "activity-instance/completed", FINISHED),
  optimize("task-instance", "task-instance/running", STARTED),
  optimize("task-instance-completed", "task-instance/completed", FINISHED),
  optimize("incident", "incident/open", CREATED),
  optimize("incident-completed", "incident/completed", FINISHED),
];

function history(name: string, path: string, times: Omit<Times, "at">, query: Feed["query"]): Feed {
  return { name, path: `/history/${path}`, query: { sortOrder: "asc", ...query }, at: null, ...times };
}

const started = (query: Feed["query"] = {}) => ({ unfinished: true, sortBy: "startTime", ...query });
const finished = { finished: true, sortBy: "endTime" };

/** For engines that do not offer those: their bounds are inclusive, and the order inside an instance is unknown. */
export const HISTORY_FEEDS: readonly Feed[] = [
  DEPLOYMENTS,
  history("process-instance", "process-instance", STARTED, started()),
  history("process-instance-completed", "process-instance", FINISHED, finished),
  history("variable-update", "detail", OCCURRED, { variableUpdates: true, sortBy: "time", deserializeValues: false }),
  history("activity-instance", "activity-instance", STARTED, started()),
  history("activity-instance-completed", "activity-instance", FINISHED, finished),
  history("task-instance", "task", STARTED, started()),
  history("task-instance-completed", "task", FINISHED, finished),
  history(
    "incident",
    "incident",
    { after: "createTimeAfter", time: "createTime" },
    { open: true, sortBy: "createTime" },
  ),
  history("incident-completed", "incident", { after: "endTimeAfter", time: "endTime" }, { sortBy: "endTime" }),
];
