import type { ReactNode } from "react";
import styles from "./split.module.css";

/** Filters at the left, what they filter at the right; above each other where there is no room. */
export function Split({ side, children }: { side: ReactNode; children: ReactNode }) {
  return (
    <div className={styles["split"]}>
      {side}
      <div className={styles["content"]}>{children}</div>
    </div>
  );
}
