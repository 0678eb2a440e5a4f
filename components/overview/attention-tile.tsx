import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { formatCount } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import styles from "./overview.module.css";

interface AttentionTileProps {
  href: string;
  count: number;
  /** There may be more than were counted. */
  isAtLeast?: boolean;
  one: string;
  many: string;
  tone: "incident" | "warning";
  icon: ReactNode;
}

/** How many of one sort of trouble there are, and the way to them. None is good news, and looks like it. */
export function AttentionTile({ href, count, isAtLeast = false, one, many, tone, icon }: AttentionTileProps) {
  const isCalm = count === 0 && !isAtLeast;
  return (
    <AppLink href={href} className={styles["tile"]}>
      <span className={styles["tileIcon"]} data-tone={isCalm ? "calm" : tone}>
        {isCalm ? <IconCircleCheck size={18} aria-hidden /> : icon}
      </span>
      <span className={styles["count"]}>
        {formatCount(count)}
        {isAtLeast ? "+" : ""}
      </span>
      <span className={styles["what"]}>{count === 1 && !isAtLeast ? one : many}</span>
    </AppLink>
  );
}
