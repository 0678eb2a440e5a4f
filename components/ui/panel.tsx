import { type ReactNode, useId } from "react";
import styles from "./panel.module.css";

interface PanelProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  /** Without inner padding, for tables and diagrams. */
  flush?: boolean;
  className?: string | undefined;
}

/** A titled region of a page; its name is what assistive technology lists. */
export function Panel({ title, aside, children, flush = false, className = "" }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={`${styles["panel"]} ${className}`}>
      <div className={styles["head"]}>
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      <div className={flush ? styles["flush"] : styles["body"]}>{children}</div>
    </section>
  );
}
