import type { ReactNode } from "react";
import styles from "./model-page.module.css";

/** Items in a bounded height, reached and scrolled by keys. */
export function ScrollList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      className={styles["scroll"]}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
      tabIndex={0}
      aria-label={label}
    >
      <ul className={styles["list"]}>{children}</ul>
    </section>
  );
}
