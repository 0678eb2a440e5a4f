"use client";

import { IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { LostMessage, LostMessageList } from "@/lib/api/contract/messages";
import { lostMessagesQuery } from "@/lib/client/queries";
import { caseHref } from "../case-list/case-href";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { AppLink, useNavigation } from "../ui/navigation";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import styles from "./finding.module.css";
import { KIND_WORDS } from "./finding-words";

/** Messages that nobody took, each with the wait that comes nearest and the part that does not fit. */
export function LostMessagesPanel() {
  const query = useQuery(lostMessagesQuery());
  return (
    <Panel title={KIND_WORDS["lost-message"].name} flush grow>
      <p className={styles["about"]}>{KIND_WORDS["lost-message"].about}</p>
      <Loaded query={query} what="The messages" rows={8}>
        {(list) => <Messages list={list} />}
      </Loaded>
    </Panel>
  );
}

function Messages({ list: { items, isCut } }: { list: LostMessageList }) {
  const { navigate } = useNavigation();
  if (items.length === 0) {
    return (
      <EmptyState title="Every message was taken" icon={<IconCircleCheck size={32} />}>
        No message is known that was published in an engine and reached no process instance.
      </EmptyState>
    );
  }
  return (
    <VirtualTable
      label="Messages that nobody took"
      columns={COLUMNS}
      items={items}
      idOf={({ source, messageKey }) => `${source}:${messageKey}`}
      nameOf={({ messageName, correlationKey }) => `${messageName} ${correlationKey}`}
      onOpen={({ caseId, nearest }) => navigate(caseHref(nearest?.caseId ?? caseId))}
      isMain
      narrowLine={({ text }) => <span className={styles["cut"]}>{text}</span>}
      footer={isCut ? `The latest ${items.length}; there are more` : plural(items.length, "message")}
    />
  );
}

const COLUMNS: readonly TableColumn<LostMessage>[] = [
  {
    id: "message",
    header: "Message",
    width: "minmax(140px, 1fr)",
    cell: ({ messageName, caseId }) => (
      <AppLink href={caseHref(caseId)} className={styles["cut"]}>
        {messageName}
      </AppLink>
    ),
  },
  {
    id: "key",
    header: "Correlation key",
    width: "minmax(120px, 1fr)",
    fromWidth: 560,
    cell: ({ correlationKey }) => (
      <span className={styles["cut"]} title={correlationKey}>
        {correlationKey === "" ? "(none)" : correlationKey}
      </span>
    ),
  },
  {
    id: "why",
    header: "What does not fit",
    width: "minmax(220px, 2.4fr)",
    fromWidth: 700,
    cell: ({ text }) => (
      <span className={styles["cut"]} title={text}>
        {text}
      </span>
    ),
  },
  {
    id: "nearest",
    header: "Nearest",
    width: "96px",
    fromWidth: 860,
    cell: ({ nearest }) => (nearest === null ? "none" : <AppLink href={caseHref(nearest.caseId)}>its case</AppLink>),
  },
  {
    id: "published",
    header: "Published",
    width: "104px",
    cell: ({ publishedAt }) => <RelativeTime at={publishedAt} />,
  },
  {
    id: "state",
    header: "State",
    width: "90px",
    fromWidth: 640,
    cell: ({ expiredAt }) => (expiredAt === null ? "waits" : "expired"),
  },
];
