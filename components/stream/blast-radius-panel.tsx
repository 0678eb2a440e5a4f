"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { BlastRadius } from "@/lib/api/contract/topics";
import { blastRadiusQuery, jobWorkerRadiusQuery } from "@/lib/client/queries";
import { CaseLink } from "../case-list/case-link";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { formatCount, plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import styles from "./stream.module.css";

type Waiting = BlastRadius["waiting"][number];
type Starving = BlastRadius["starving"][number];

const WAITING_COLUMNS: readonly TableColumn<Waiting>[] = [
  { id: "activity", header: "Stopped after", width: "minmax(130px, 1.4fr)", cell: ({ activity }) => activity },
  { id: "producer", header: "Sent by", width: "minmax(90px, 1fr)", fromWidth: 640, cell: ({ producer }) => producer },
  { id: "cases", header: "Cases", width: "76px", align: "end", cell: ({ cases }) => formatCount(cases) },
  {
    id: "oldest",
    header: "Oldest since",
    width: "112px",
    align: "end",
    cell: ({ oldestAt }) => <RelativeTime at={oldestAt} />,
  },
  {
    id: "sample",
    header: "For instance",
    width: "minmax(110px, 1fr)",
    fromWidth: 480,
    cell: ({ samples: [first] }) => (first === undefined ? null : <CaseLink caseId={first.id} label={first.label} />),
  },
];

const STARVING_COLUMNS: readonly TableColumn<Starving>[] = [
  { id: "due", header: "Usually due", width: "104px", cell: ({ dueAt }) => <RelativeTime at={dueAt} /> },
  { id: "activity", header: "Next step", width: "minmax(130px, 1.4fr)", cell: ({ activity }) => activity },
  { id: "producer", header: "Done by", width: "minmax(90px, 1fr)", fromWidth: 560, cell: ({ producer }) => producer },
  { id: "after", header: "After", width: "minmax(100px, 1fr)", fromWidth: 760, cell: ({ after }) => after },
  {
    id: "own",
    header: "Its own step",
    width: "108px",
    fromWidth: 860,
    cell: ({ isDoneByIt }) => (isDoneByIt ? "yes" : "no, a later one"),
  },
  {
    id: "cases",
    header: "Cases",
    width: "84px",
    align: "end",
    cell: ({ cases }) => `~${formatCount(Math.round(cases))}`,
  },
];

const REFRESH_MS = 15_000;

/** Whom it hits that a group stands still: the cases that wait for it, and the steps that will not come, in order of time. */
export function BlastRadiusPanel({ source, group }: { source: string; group: string }) {
  const query = useQuery({ ...blastRadiusQuery({ source, group }), refetchInterval: REFRESH_MS });
  return (
    <Panel title="Blast radius" flush>
      <Loaded query={query} what="The blast radius" rows={3}>
        {(radius) =>
          radius.cases === 0 ? (
            <EmptyState title="No open case waits for it">
              Nothing that the group has not read is the last event of an open case.
            </EmptyState>
          ) : (
            <Radius radius={radius} waits="for what this group has not read">
              {radius.actsAs.length > 0
                ? `By its name it acts as ${radius.actsAs.join(", ")}: only cases whose usual next step is done there are counted.`
                : "Kafka does not tell which service is behind a group, and no producer is named like it: all cases are counted whose last event is unread."}
            </Radius>
          )
        }
      </Loaded>
    </Panel>
  );
}

/** The same for the workers of a type of job. */
export function JobWorkerRadiusPanel({ source, jobType }: { source: string; jobType: string }) {
  const query = useQuery({ ...jobWorkerRadiusQuery({ source, jobType }), refetchInterval: REFRESH_MS });
  return (
    <Panel title="Blast radius" flush>
      <Loaded query={query} what="The blast radius" rows={3}>
        {(radius) =>
          radius.cases === 0 ? (
            <EmptyState title="No open case waits for it">
              Who stands there stopped with an incident, and waits for a person.
            </EmptyState>
          ) : (
            <Radius radius={radius} waits="for a worker of this type">
              Cases that stopped with an incident are left out: they wait for a person.
            </Radius>
          )
        }
      </Loaded>
    </Panel>
  );
}

interface RadiusProps {
  radius: BlastRadius;
  waits: string;
  children: ReactNode;
}

function Radius({ radius, waits, children }: RadiusProps) {
  const { cases, isCut, waiting, starving } = radius;
  return (
    <>
      <p className={styles["note"]}>
        <strong>
          {isCut ? "At least " : ""}
          {plural(cases, "open case waits", "open cases wait")}
        </strong>{" "}
        {waits}. {children}
      </p>
      <div className={styles["parts"]}>
        <VirtualTable
          label="Cases that wait"
          columns={WAITING_COLUMNS}
          items={waiting}
          idOf={({ producer, activity, topic }) => `${topic} ${producer} ${activity}`}
          nameOf={({ activity }) => activity}
        />
        <VirtualTable
          label="Steps that will starve, in order of time"
          columns={STARVING_COLUMNS}
          items={starving}
          idOf={({ producer, activity }) => `${producer} ${activity}`}
          nameOf={({ activity }) => activity}
          footer={
            starving.length === 0 ? "What usually follows is not known yet" : "Due by median times of the last 30 days"
          }
        />
      </div>
    </>
  );
}
