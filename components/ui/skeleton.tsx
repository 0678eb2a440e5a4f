import styles from "./skeleton.module.css";

/** Grey rows that appear only after 200 ms (by CSS), so that a quick answer does not flash. */
export function Skeleton({ rows = 6, label }: { rows?: number; label: string }) {
  return (
    <div role="status" className={styles["skeleton"]}>
      <span className="aside">Loading {label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <div key={row} className={styles["row"]} style={{ width: `${96 - ((row * 17) % 38)}%` }} aria-hidden />
      ))}
    </div>
  );
}
