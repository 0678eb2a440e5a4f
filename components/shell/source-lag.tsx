"use client";

import { Popover, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconClockExclamation } from "@tabler/icons-react";
import { RelativeTime } from "../ui/relative-time";
import { isLate, isTroubled, lagWords, type SourceHealth, worstOf } from "./source-health";
import styles from "./source-lag.module.css";
import { useHealth } from "./use-health";

/** How far what one sees is behind each source: the worst in sight, all of them on a press. */
export function SourceLag() {
  const { data } = useHealth();
  const worst = worstOf(data?.sources ?? []);
  if (data === undefined || worst === null) return null;
  return (
    <Popover position="bottom-end" width={340} withArrow shadow="md">
      <Popover.Target>
        <UnstyledButton className={styles["lag"]} data-tone={toneOf(worst)} aria-label={`Sources: ${summary(worst)}`}>
          <LagIcon source={worst} />
          <span className={styles["words"]}>{summary(worst)}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="Sources">
        <ul className={styles["list"]}>
          {data.sources.map((source) => (
            <SourceItem key={source.id} source={source} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

export function SourceItem({ source }: { source: SourceHealth }) {
  return (
    <li className={styles["item"]} data-tone={toneOf(source)}>
      <LagIcon source={source} />
      <div>
        <strong>{source.id}</strong> <span className="muted">{source.kind}</span>
        <p>{source.kind === "file" ? lagWords(source) : `${source.state}, ${lagWords(source)}`}</p>
        {source.detail === "" ? null : <p className={styles["detail"]}>{source.detail}</p>}
        <p className="muted">
          last event <RelativeTime at={source.lastEventAt} none="not seen yet" />
        </p>
      </div>
    </li>
  );
}

function LagIcon({ source }: { source: SourceHealth }) {
  if (isTroubled(source)) return <IconAlertTriangle size={15} aria-hidden className={styles["icon"]} />;
  if (isLate(source)) return <IconClockExclamation size={15} aria-hidden className={styles["icon"]} />;
  return <IconCircleCheck size={15} aria-hidden className={styles["icon"]} />;
}

function summary(worst: SourceHealth): string {
  return isTroubled(worst) ? `${worst.id} is ${worst.state}` : lagWords(worst);
}

function toneOf(source: SourceHealth): string {
  return isTroubled(source) ? "incident" : isLate(source) ? "warning" : "active";
}
