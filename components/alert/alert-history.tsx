"use client";

import { IconBell, IconBellOff, IconBellRinging, IconCircleCheck, IconSend } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { AlertEventShown } from "@/lib/api/contract/alerts";
import { alertHistoryQuery } from "@/lib/client/alert-queries";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { itemsOf, nextPageOf } from "../ui/pages-of";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { StatusBadge } from "../ui/status-badge";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import styles from "./alert.module.css";

/** What fired and cleared, and who was told of it or why not. */
export function AlertHistory() {
  const query = useInfiniteQuery(alertHistoryQuery(null));
  const events = itemsOf<AlertEventShown>(query.data);
  return (
    <Panel title="History" flush grow>
      <Loaded query={query} what="The history" rows={4}>
        {() =>
          events.length === 0 ? (
            <EmptyState title="Nothing has fired in the last 90 days" icon={<IconBell size={32} />} />
          ) : (
            <VirtualTable
              label="History of alerts"
              columns={COLUMNS}
              items={events}
              idOf={({ id }) => String(id)}
              nameOf={({ ruleName, kind }) => `${ruleName} ${kind}`}
              onEndReached={nextPageOf(query)}
              isMain
              narrowLine={(event) => toldText(event)}
              footer={`${plural(events.length, "event")}${query.hasNextPage ? " loaded, more below" : ""}`}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}

const Cut = ({ text }: { text: string }) => (
  <span className={styles["cut"]} title={text}>
    {text}
  </span>
);

const COLUMNS: readonly TableColumn<AlertEventShown>[] = [
  { id: "kind", header: "What", width: "118px", cell: (event) => <Kind event={event} /> },
  { id: "rule", header: "Rule", width: "minmax(110px, 1fr)", cell: ({ ruleName }) => <Cut text={ruleName} /> },
  {
    id: "text",
    header: "Value",
    width: "minmax(140px, 1.6fr)",
    fromWidth: 560,
    cell: ({ text, path }) => (
      <span className={styles["cut"]} title={text}>
        <AppLink href={path}>{text}</AppLink>
      </span>
    ),
  },
  {
    id: "told",
    header: "Told",
    width: "minmax(120px, 1.4fr)",
    fromWidth: 560,
    cell: (event) => <Cut text={toldText(event)} />,
  },
  { id: "at", header: "When", width: "96px", align: "end", cell: ({ at }) => <RelativeTime at={at} /> },
];

function Kind({ event: { kind, isSilenced } }: { event: AlertEventShown }) {
  const size = 14;
  if (kind === "cleared")
    return (
      <StatusBadge tone="active" icon={<IconCircleCheck size={size} />}>
        cleared
      </StatusBadge>
    );
  if (kind === "test")
    return (
      <StatusBadge tone="accent" icon={<IconSend size={size} />}>
        test
      </StatusBadge>
    );
  const Icon = isSilenced ? IconBellOff : IconBellRinging;
  return (
    <StatusBadge tone="incident" icon={<Icon size={size} />}>
      {kind === "fired" ? "fired" : "still firing"}
    </StatusBadge>
  );
}

function toldText({ isSilenced, notices }: AlertEventShown): string {
  if (isSilenced) return "nobody: silenced";
  if (notices.length === 0) return "nobody: the rule has no channel";
  return notices
    .map(({ channel, state, attempts, detail }) => {
      const why = detail === "" ? "" : `: ${detail}`;
      if (state === "delivered") return `${channel} delivered`;
      return state === "failed"
        ? `${channel} failed${why}`
        : `${channel} waiting, ${plural(attempts, "attempt")}${why}`;
    })
    .join("; ");
}
