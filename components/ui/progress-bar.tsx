import styles from "./progress-bar.module.css";

interface ProgressBarProps {
  label: string;
  succeeded: number;
  failed: number;
  skipped: number;
  total: number;
}

/** How far something with many parts has come, with what went wrong in the bar and in words. */
export function ProgressBar({ label, succeeded, failed, skipped, total }: ProgressBarProps) {
  const done = succeeded + failed + skipped;
  const words = `${done} of ${total} done${failed > 0 ? `, ${failed} failed` : ""}${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  const share = (count: number) => ({ width: `${total === 0 ? 0 : (count / total) * 100}%` });
  return (
    <div className={styles["progress"]}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={words}
        className={styles["track"]}
      >
        <span className={styles["succeeded"]} style={share(succeeded)} />
        <span className={styles["failed"]} style={share(failed)} />
        <span className={styles["skipped"]} style={share(skipped)} />
      </div>
      <span className="number">{words}</span>
    </div>
  );
}
