"use client";

import { IconAlertTriangle, IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { LiveState } from "@/lib/client/live-connection";
import { RelativeTime } from "../ui/relative-time";
import styles from "./banners.module.css";
import { useLivePause } from "./live-pause";
import { toShownProblem } from "./query-problem";
import { isTroubled, lagWords, type SourceHealth } from "./source-health";
import { useHealth } from "./use-health";

/** What makes the page older or poorer than it looks, said above it for as long as it is so. */
export function Banners({ state }: { state: LiveState }) {
  const { isPaused } = useLivePause();
  const health = useHealth();
  const troubled = (health.data?.sources ?? []).filter(isTroubled);
  const asOf = health.dataUpdatedAt === 0 ? null : new Date(health.dataUpdatedAt).toISOString();
  return (
    <div role="status" className={styles["banners"]}>
      {state === "lost" && !isPaused ? (
        <Banner icon={<IconPlugConnectedX size={16} aria-hidden />}>
          The connection to the server is lost. You see the state of <RelativeTime at={asOf} none="before" />; it is
          tried again by itself.
        </Banner>
      ) : null}
      {state !== "lost" && health.error !== null ? (
        <Banner icon={<IconAlertTriangle size={16} aria-hidden />}>
          {toShownProblem(health.error).title}: {toShownProblem(health.error).detail}
        </Banner>
      ) : null}
      {troubled.map((source) => (
        <Banner key={source.id} icon={<IconAlertTriangle size={16} aria-hidden />}>
          {sentence(source)} Its last event came <RelativeTime at={source.lastEventAt} none="never" />.
        </Banner>
      ))}
    </div>
  );
}

function Banner({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className={styles["banner"]}>
      {icon}
      <span>{children}</span>
    </p>
  );
}

function sentence(source: SourceHealth): string {
  const detail = source.detail === "" ? "" : ` ${source.detail.replace(/\.?$/, ".")}`;
  return `Source ${source.id} is ${source.state}, ${lagWords(source)}.${detail}`;
}
