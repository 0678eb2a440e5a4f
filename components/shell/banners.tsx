"use client";

import { Button } from "@mantine/core";
import { IconAlertTriangle, IconPlugConnectedX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Live } from "@/lib/client/live";
import { RelativeTime } from "../ui/relative-time";
import styles from "./banners.module.css";
import { useLivePause } from "./live-pause";
import { toShownProblem } from "./query-problem";
import { isTroubled, lagWords, type SourceHealth } from "./source-health";
import { useHealth } from "./use-health";

/** What makes the page older or poorer than it looks, said above it for as long as it is so. */
export function Banners({ live: { state, newsAt } }: { live: Live }) {
  const { isPaused } = useLivePause();
  const client = useQueryClient();
  const health = useHealth();
  const troubled = (health.data?.sources ?? []).filter(isTroubled);
  return (
    <div role="status" className={styles["banners"]}>
      {state === "lost" && !isPaused ? (
        <Banner icon={<IconPlugConnectedX size={16} aria-hidden />}>
          The connection to the server is lost: nothing here moves by itself. The last news came{" "}
          <RelativeTime at={newsAt?.toISOString() ?? null} none="before this page opened" />. It is tried again by
          itself.{" "}
          <Button variant="default" onClick={() => void client.invalidateQueries()}>
            Ask for all again
          </Button>
        </Banner>
      ) : null}
      {state !== "lost" && health.error !== null ? (
        <Banner icon={<IconAlertTriangle size={16} aria-hidden />}>{healthWords(health.error)}</Banner>
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

/** 503 is the server's own word for a database that it cannot reach. */
function healthWords(error: unknown): string {
  const { status, title, detail } = toShownProblem(error);
  if (status !== 503) return `${title}: ${detail}`;
  return "The server cannot reach its database. What you see is what was read before; nothing is lost, and it is tried again by itself.";
}

function sentence(source: SourceHealth): string {
  const detail = source.detail === "" ? "" : ` ${source.detail.replace(/\.?$/, ".")}`;
  return `Source ${source.id} is ${source.state}, ${lagWords(source)}.${detail}`;
}
