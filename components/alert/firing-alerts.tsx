"use client";

import { IconBellRinging } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ShownAlertRule } from "@/lib/api/contract/alerts";
import { firingAlertsQuery } from "@/lib/client/alert-queries";
import { valueText } from "@/lib/domain/alert-text";
import { AttentionTile } from "../overview/attention-tile";
import { Loaded } from "../shell/loaded";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import styles from "./alert.module.css";
import { AlertBadge, SilencedBadge } from "./alert-badge";

/** How many alerts fire now. */
export function FiringTile() {
  return (
    <Loaded query={useQuery(firingAlertsQuery())} what="The alerts" rows={2}>
      {({ items }) => (
        <AttentionTile
          href="/settings/alerts"
          count={items.length}
          one="alert is firing"
          many="alerts are firing"
          tone="incident"
          icon={<IconBellRinging size={18} aria-hidden />}
        />
      )}
    </Loaded>
  );
}

/** Each that fires, and the way to what it watches. */
export function FiringList() {
  const items = useQuery(firingAlertsQuery()).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <ul className={styles["firing"]} aria-label="Alerts that fire now">
      {items.map((shown) => (
        <Firing key={shown.id} shown={shown} />
      ))}
    </ul>
  );
}

function Firing({ shown }: { shown: ShownAlertRule }) {
  const { rule, standing, path, watches, isSilenced } = shown;
  return (
    <li>
      <AlertBadge shown={shown} />
      {isSilenced ? <SilencedBadge /> : null}
      <AppLink href={path}>{rule.name}</AppLink>
      <span className="muted">
        {watches}: {valueText(rule.metric, standing?.value ?? null)}, over {valueText(rule.metric, rule.threshold)},
        since <RelativeTime at={standing?.firedAt ?? null} />
      </span>
    </li>
  );
}
