import { type ReactNode, useId } from "react";
import styles from "./panel.module.css";

interface PanelProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  /** False where the page's own heading already says it; the region keeps its name. */
  hasHead?: boolean;
  /** Without inner padding, for tables and diagrams. */
  flush?: boolean;
  /** Takes the height that is left. */
  grow?: boolean;
}

/** A titled region of a page; its name is what assistive technology lists. */
export function Panel({ title, aside, children, hasHead = true, flush = false, grow = false }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles["panel"]} data-grow={grow}>
      <div className={hasHead ? styles["head"] : "aside"}>
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      <div className={flush ? styles["flush"] : styles["body"]}>{children}</div>
    </section>
  );
}
