import type { ReactNode } from "react";
import styles from "./empty-state.module.css";

interface EmptyStateProps {
  /** Why it is empty, as a sentence. */
  title: string;
  /** What to do next. */
  children?: ReactNode;
  icon?: ReactNode;
}

export function EmptyState({ title, children, icon }: EmptyStateProps) {
  return (
    <div className={styles["empty"]}>
      {icon === undefined ? null : (
        <span className={styles["icon"]} aria-hidden>
          {icon}
        </span>
      )}
      <p className={styles["title"]}>{title}</p>
      {children === undefined ? null : <div className={styles["next"]}>{children}</div>}
    </div>
  );
}
