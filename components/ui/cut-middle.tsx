import styles from "./cut-middle.module.css";

/** Generated ids begin alike and differ at their end: where there is no room, the middle goes. */
const TAIL = 8;

export function CutMiddle({ text }: { text: string }) {
  if (text.length <= TAIL * 2) return <span className={styles["whole"]}>{text}</span>;
  return (
    <span className={styles["cut"]} title={text}>
      <span className={styles["head"]}>{text.slice(0, -TAIL)}</span>
      <span className={styles["tail"]}>{text.slice(-TAIL)}</span>
    </span>
  );
}
