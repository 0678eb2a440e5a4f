"use client";

import {
  IconAlertTriangle,
  IconArchive,
  IconHourglassEmpty,
  IconPlayerPause,
  IconPlugConnectedX,
  IconZoomExclamation,
} from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { IncidentGroup } from "@/lib/api/contract/incident-groups";
import { caseCountQuery, quarantineGroupsQuery } from "@/lib/client/queries";
import { FiringList, FiringTile } from "../alert/firing-alerts";
import { useFindingCounts } from "../finding/use-finding-counts";
import { Loaded } from "../shell/loaded";
import { isLate, isTroubled } from "../shell/source-health";
import { useHealth } from "../shell/use-health";
import { itemsOf } from "../ui/pages-of";
import { Panel } from "../ui/panel";
import { AttentionTile } from "./attention-tile";
import { IncidentKinds } from "./incident-kinds";
import styles from "./overview.module.css";
import { SourceTroubles } from "./source-troubles";
import { useOpenGroups } from "./use-open-groups";

/** Everything that waits for a person, and what makes the rest of the page older than it looks. */
export function NeedsYou() {
  const health = useHealth();
  const groups = useOpenGroups();
  const troubles = (health.data?.sources ?? []).filter((source) => isTroubled(source) || isLate(source));
  return (
    <Panel title="Needs you now">
      <div className={styles["tiles"]}>
        <Incidents groups={groups} />
        <StoppedCases />
        <StuckCases />
        <Findings />
        <Quarantine />
        <FiringTile />
        <Loaded query={health} what="The sources" rows={2}>
          {() => (
            <AttentionTile
              href="/streams"
              count={troubles.length}
              one="source is down or behind"
              many="sources are down or behind"
              tone={troubles.some(isTroubled) ? "incident" : "warning"}
              icon={<IconPlugConnectedX size={18} aria-hidden />}
            />
          )}
        </Loaded>
      </div>
      <FiringList />
      <SourceTroubles sources={troubles} />
      <IncidentKinds kinds={itemsOf(groups.data)} />
    </Panel>
  );
}

function Incidents({ groups }: { groups: ReturnType<typeof useOpenGroups> }) {
  return (
    <Loaded query={groups} what="The incidents" rows={2}>
      {() => (
        <AttentionTile
          href="/incidents"
          count={countOf(itemsOf(groups.data))}
          one="open incident"
          many="open incidents"
          tone="incident"
          icon={<IconAlertTriangle size={18} aria-hidden />}
        />
      )}
    </Loaded>
  );
}

/** Records that could not be read have a tile of their own. */
function countOf(groups: readonly IncidentGroup[]): number {
  return groups.reduce((sum, { type, incidents }) => (type === "undecodable" ? sum : sum + incidents), 0);
}

function StuckCases() {
  const stuck = useQuery(caseCountQuery({ stuck: true }));
  return (
    <Loaded query={stuck} what="The stuck cases" rows={2}>
      {({ count, exact }) => (
        <AttentionTile
          href="/findings?kind=stuck"
          count={count}
          isAtLeast={!exact}
          one="case is stuck without an error"
          many="cases are stuck without an error"
          tone="warning"
          icon={<IconHourglassEmpty size={18} aria-hidden />}
        />
      )}
    </Loaded>
  );
}

function StoppedCases() {
  const stopped = useQuery(caseCountQuery({ incident: true }));
  return (
    <Loaded query={stopped} what="The stopped cases" rows={2}>
      {({ count, exact }) => (
        <AttentionTile
          href="/cases?incident=true"
          count={count}
          isAtLeast={!exact}
          one="case has stopped"
          many="cases have stopped"
          tone="warning"
          icon={<IconPlayerPause size={18} aria-hidden />}
        />
      )}
    </Loaded>
  );
}

/** Stuck cases are among the incidents; these are the oddities beside them. */
function Findings() {
  const { total, findings } = useFindingCounts();
  return (
    <Loaded query={findings} what="The findings" rows={2}>
      {() => (
        <AttentionTile
          href="/findings"
          count={total ?? 0}
          one="finding across topics and engines"
          many="findings across topics and engines"
          tone="warning"
          icon={<IconZoomExclamation size={18} aria-hidden />}
        />
      )}
    </Loaded>
  );
}

function Quarantine() {
  const quarantine = useInfiniteQuery(quarantineGroupsQuery({ state: "open", limit: 500 }));
  return (
    <Loaded query={quarantine} what="The quarantine" rows={2}>
      {() => (
        <AttentionTile
          href="/streams?tab=quarantine"
          count={itemsOf(quarantine.data).reduce((sum, { open }) => sum + open, 0)}
          isAtLeast={quarantine.hasNextPage}
          one="record in quarantine"
          many="records in quarantine"
          tone="warning"
          icon={<IconArchive size={18} aria-hidden />}
        />
      )}
    </Loaded>
  );
}
