"use client";

import { IconCircleCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { FoundInCase } from "@/lib/api/contract/findings";
import { findingsQuery } from "@/lib/client/queries";
import type { FindingKind } from "@/lib/domain/finding";
import { caseHref } from "../case-list/case-href";
import { CaseLink } from "../case-list/case-link";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { AppLink, useNavigation } from "../ui/navigation";
import { itemsOf, nextPageOf } from "../ui/pages-of";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import { evidenceHref } from "./evidence-href";
import styles from "./finding.module.css";
import { KIND_WORDS } from "./finding-words";

/** Cases with a finding of one kind, the latest first, each with the events that show it. */
export function FindingList({ kind }: { kind: FindingKind }) {
  const query = useInfiniteQuery(findingsQuery({ kind, limit: 100 }));
  const { navigate } = useNavigation();
  const found = query.isPlaceholderData ? [] : itemsOf(query.data);
  const { name, about } = KIND_WORDS[kind];
  return (
    <Panel title={name} flush grow>
      <p className={styles["about"]}>{about}</p>
      <Loaded query={query} what="The findings" rows={8}>
        {() =>
          found.length === 0 && !query.isPlaceholderData ? (
            <EmptyState title="None of these" icon={<IconCircleCheck size={32} />}>
              A case is looked at a minute after its last event. What is found shows here by itself.
            </EmptyState>
          ) : (
            <VirtualTable
              key={kind}
              label={name}
              columns={COLUMNS}
              items={found}
              idOf={({ caseId, detail }) => `${caseId} ${detail}`}
              nameOf={({ caseLabel }) => `${name}: ${caseLabel}`}
              onOpen={({ caseId, evidence }) => {
                const [first] = evidence;
                navigate(first === undefined ? caseHref(caseId) : evidenceHref(first));
              }}
              onEndReached={nextPageOf(query)}
              isMain
              narrowLine={({ detail }) => <span className={styles["cut"]}>{detail}</span>}
              footer={`${plural(found.length, "finding")}${query.hasNextPage ? " loaded, more below" : ""}`}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}

const EVIDENCE_SHOWN = 3;

const COLUMNS: readonly TableColumn<FoundInCase>[] = [
  {
    id: "case",
    header: "Case",
    width: "minmax(130px, 1fr)",
    cell: ({ caseId, caseLabel }) => <CaseLink caseId={caseId} label={caseLabel} />,
  },
  {
    id: "what",
    header: "What",
    width: "minmax(180px, 2.6fr)",
    fromWidth: 560,
    cell: ({ detail }) => (
      <span className={styles["cut"]} title={detail}>
        {detail}
      </span>
    ),
  },
  {
    id: "evidence",
    header: "Shown by",
    width: "minmax(150px, 1.6fr)",
    fromWidth: 760,
    cell: ({ evidence }) => (
      <span className={styles["evidence"]}>
        {evidence.slice(0, EVIDENCE_SHOWN).map((event) => (
          <AppLink key={event.eventId} href={evidenceHref(event)} className={styles["cut"]} title={event.eventId}>
            {event.title}
          </AppLink>
        ))}
        {evidence.length > EVIDENCE_SHOWN ? (
          <span className="muted number">+{evidence.length - EVIDENCE_SHOWN}</span>
        ) : null}
      </span>
    ),
  },
  {
    id: "process",
    header: "Process",
    width: "minmax(90px, 0.8fr)",
    fromWidth: 980,
    cell: ({ process }) => <span className={styles["cut"]}>{process}</span>,
  },
  {
    id: "seen",
    header: "First seen",
    width: "96px",
    align: "end",
    cell: ({ firstSeenAt }) => <RelativeTime at={firstSeenAt} />,
  },
];
