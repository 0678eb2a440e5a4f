"use client";

import { IconAlertTriangle, IconArchive, IconCircleCheck, IconPlayerPause } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { caseCountQuery, incidentGroupsQuery, quarantineGroupsQuery } from "@/lib/client/queries";
import { firstLine } from "../incident/incident-columns";
import { Loaded } from "../shell/loaded";
import { formatCount, plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { itemsOf } from "../ui/pages-of";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import styles from "./overview.module.css";

const SHOWN = 4;

export function NeedsYou() {
  const groups = useInfiniteQuery(incidentGroupsQuery({ state: "open", limit: 500 }));
  const stopped = useQuery(caseCountQuery({ incident: true }));
  const quarantine = useInfiniteQuery(quarantineGroupsQuery({ state: "open", limit: 500 }));
  const kinds = itemsOf(groups.data);
  const incidents = kinds.reduce((sum, group) => sum + group.incidents, 0);
  const poison = itemsOf(quarantine.data).reduce((sum, group) => sum + group.open, 0);
  return (
    <Panel title="Needs you now">
      <div className={styles["tiles"]}>
        <Loaded query={groups} what="The incidents" rows={2}>
          {() => (
            <Tile
              href="/incidents"
              count={formatCount(incidents)}
              what={incidents === 1 ? "open incident" : "open incidents"}
              tone="incident"
            >
              <IconAlertTriangle size={18} aria-hidden />
            </Tile>
          )}
        </Loaded>
        <Loaded query={stopped} what="The stopped cases" rows={2}>
          {({ count, exact }) => (
            <Tile
              href="/cases?incident=true"
              count={`${formatCount(count)}${exact ? "" : "+"}`}
              what={count === 1 ? "case has stopped" : "cases have stopped"}
              tone="warning"
            >
              <IconPlayerPause size={18} aria-hidden />
            </Tile>
          )}
        </Loaded>
        <Loaded query={quarantine} what="The quarantine" rows={2}>
          {() => (
            <Tile
              href="/streams#quarantine"
              count={`${formatCount(poison)}${quarantine.hasNextPage ? "+" : ""}`}
              what={poison === 1 ? "record in quarantine" : "records in quarantine"}
              tone="warning"
            >
              <IconArchive size={18} aria-hidden />
            </Tile>
          )}
        </Loaded>
      </div>
      {groups.data === undefined ? null : <Kinds kinds={kinds} />}
    </Panel>
  );
}

interface TileProps {
  href: string;
  count: string;
  what: string;
  tone: "incident" | "warning";
  children: ReactNode;
}

function Tile({ href, count, what, tone, children }: TileProps) {
  const isCalm = count === "0";
  return (
    <AppLink href={href} className={styles["tile"]}>
      <span className={styles["tileIcon"]} data-tone={isCalm ? "calm" : tone}>
        {isCalm ? <IconCircleCheck size={18} aria-hidden /> : children}
      </span>
      <span className={styles["count"]}>{count}</span>
      <span className={styles["what"]}>{what}</span>
    </AppLink>
  );
}

type Kind = ReturnType<
  typeof itemsOf<{
    fingerprint: string;
    message: string;
    where: string;
    incidents: number;
    lastSeen: string;
    kind: string;
  }>
>;

function Kinds({ kinds }: { kinds: Kind }) {
  if (kinds.length === 0) return null;
  return (
    <ul className={styles["kinds"]} aria-label="Open incidents by kind">
      {kinds.slice(0, SHOWN).map(({ fingerprint, message, kind, where, incidents, lastSeen }) => (
        <li key={fingerprint} className={styles["kind"]}>
          <AppLink
            href={`/incidents?fingerprint=${encodeURIComponent(fingerprint)}`}
            className={styles["message"]}
            title={message}
          >
            {message === "" ? kind : firstLine(message)}
          </AppLink>
          <span className="muted">{where}</span>
          <span className="number">{plural(incidents, "incident")}</span>
          <span className="muted">
            last <RelativeTime at={lastSeen} />
          </span>
        </li>
      ))}
    </ul>
  );
}
