"use client";

import { IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { StuckCase, StuckReport } from "@/lib/api/contract/stuck";
import { stuckQuery } from "@/lib/client/queries";
import { caseHref } from "../case-list/case-href";
import { CaseLink } from "../case-list/case-link";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { formatDuration } from "../ui/format-duration";
import { formatCount, plural } from "../ui/format-number";
import { AppLink, useNavigation } from "../ui/navigation";
import { Panel } from "../ui/panel";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import styles from "./finding.module.css";
import { KIND_WORDS } from "./finding-words";
import { UnjudgedPlaces } from "./unjudged-places";

/** Cases that wait too long, the most overdue first, and what could not be judged. */
export function StuckPanel() {
  const query = useQuery(stuckQuery());
  return (
    <div className={styles["stack"]}>
      <Panel title={KIND_WORDS.stuck.name} flush grow>
        <p className={styles["about"]}>{KIND_WORDS.stuck.about}</p>
        <Loaded query={query} what="The stuck cases" rows={8}>
          {(report) => <StuckTable report={report} />}
        </Loaded>
      </Panel>
      {query.data === undefined ? null : <UnjudgedPlaces report={query.data} />}
    </div>
  );
}

function StuckTable({ report: { items, count } }: { report: StuckReport }) {
  const { navigate } = useNavigation();
  if (items.length === 0) {
    return (
      <EmptyState title="Nothing is stuck" icon={<IconCircleCheck size={32} />}>
        Every open case is within the time that its history explains, or has a cause that is known.
      </EmptyState>
    );
  }
  return (
    <VirtualTable
      label="Stuck cases"
      columns={COLUMNS}
      items={items}
      idOf={({ caseId }) => caseId}
      nameOf={({ caseLabel }) => caseLabel}
      onOpen={({ caseId }) => navigate(caseHref(caseId))}
      isMain
      narrowLine={({ text }) => <span className={styles["cut"]}>{text}</span>}
      footer={
        <>
          {items.length < count ? `The ${formatCount(items.length)} most overdue of ${plural(count, "case")}. ` : ""}
          <AppLink href="/cases?stuck=true">All {plural(count, "stuck case")} as a list</AppLink>
        </>
      }
    />
  );
}

const COLUMNS: readonly TableColumn<StuckCase>[] = [
  {
    id: "case",
    header: "Case",
    width: "minmax(130px, 1fr)",
    cell: ({ caseId, caseLabel }) => <CaseLink caseId={caseId} label={caseLabel} />,
  },
  {
    id: "after",
    header: "Waits after",
    width: "minmax(120px, 1fr)",
    fromWidth: 560,
    cell: ({ activity, text }) => (
      <span className={styles["cut"]} title={text}>
        {activity}
      </span>
    ),
  },
  {
    id: "for",
    header: "Expected next, from",
    width: "minmax(160px, 1.6fr)",
    fromWidth: 700,
    cell: ({ expected }) => {
      const words = expected.map(({ activity, producer }) => `${activity}, ${producer}`).join(" or ");
      return (
        <span className={styles["cut"]} title={words}>
          {words}
        </span>
      );
    },
  },
  {
    id: "waited",
    header: "Waited",
    width: "88px",
    align: "end",
    cell: ({ waitedMs }) => formatDuration(waitedMs),
  },
  {
    id: "usual",
    header: "99% within",
    width: "92px",
    align: "end",
    fromWidth: 640,
    cell: ({ thresholdMs }) => formatDuration(thresholdMs),
  },
  {
    id: "n",
    header: "Of",
    width: "72px",
    align: "end",
    fromWidth: 900,
    cell: ({ n }) => formatCount(n),
  },
  {
    id: "process",
    header: "Process",
    width: "minmax(90px, 0.8fr)",
    fromWidth: 980,
    cell: ({ process }) => <span className={styles["cut"]}>{process}</span>,
  },
];
