"use client";

import { CopyButton } from "./copy-button";
import styles from "./copyable-id.module.css";

/** An id that is cut to the room it has, whole in its title, with a button that copies all of it. */
export function CopyableId({ id, what }: { id: string; what: string }) {
  return (
    <span className={styles["id"]}>
      <code className={styles["text"]} title={id}>
        {id}
      </code>
      <CopyButton text={id} what={what} />
    </span>
  );
}
