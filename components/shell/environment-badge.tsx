"use client";

import { Tooltip } from "@mantine/core";
import { IconFlask, IconPlayerRecordFilled, IconServerBolt } from "@tabler/icons-react";
import styles from "./environment-badge.module.css";
import { useSession } from "./session";

const RECORDED =
  "A real recording of our own landscape, replayed with fresh times. No engine is behind it, so nothing can be retried.";

/** Where one is, on every page; production is red and framed. */
export function EnvironmentBadge() {
  const { environment, landscape } = useSession();
  const isProduction = isProductionName(environment);
  const Icon = isProduction ? IconServerBolt : IconFlask;
  return (
    <>
      <span className={styles["badge"]} data-production={isProduction}>
        <Icon size={13} aria-hidden />
        <span className="aside">Environment:</span> {environment}
      </span>
      {landscape === "recorded" ? (
        <Tooltip label={RECORDED}>
          <span className={styles["badge"]} data-recorded>
            <IconPlayerRecordFilled size={11} aria-hidden /> recorded
            <span className="aside">. {RECORDED}</span>
          </span>
        </Tooltip>
      ) : null}
    </>
  );
}

export function isProductionName(environment: string): boolean {
  return /^prod/i.test(environment);
}
