"use client";

import { IconClockExclamation } from "@tabler/icons-react";
import { RelativeTime } from "../ui/relative-time";
import { toShownProblem } from "./query-problem";
import styles from "./stale-mark.module.css";

interface StaleMarkProps {
  what: string;
  error: unknown;
  asOf: string;
}

export function StaleMark({ what, error, asOf }: StaleMarkProps) {
  const problem = toShownProblem(error);
  return (
    <p role="status" className={styles["stale"]}>
      <IconClockExclamation size={16} aria-hidden />
      <span>
        {what} are as of <RelativeTime at={asOf} />; asking again failed: {problem.title}. {problem.detail}
      </span>
    </p>
  );
}
