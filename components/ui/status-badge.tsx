import type { ReactNode } from "react";
import styles from "./status-badge.module.css";

export type Tone = "active" | "incident" | "ended" | "warning" | "accent";

interface StatusBadgeProps {
  tone: Tone;
  icon: ReactNode;
  children: ReactNode;
  title?: string | undefined;
}

/** Icon, word and colour together: none of them alone carries the meaning. */
export function StatusBadge({ tone, icon, children, title }: StatusBadgeProps) {
  return (
    <span className={styles["badge"]} data-tone={tone} title={title}>
      <span aria-hidden className={styles["icon"]}>
        {icon}
      </span>
      {children}
    </span>
  );
}
