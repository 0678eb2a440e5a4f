import styles from "./sparkline.module.css";

interface SparklineProps {
  /** Oldest first; made for up to some 200 points. */
  values: readonly number[];
  /** The same in words, for those who cannot see it. */
  label: string;
  width?: number;
  height?: number;
}

/** A trend without axes: area and line, the newest point marked. */
export function Sparkline({ values, label, width = 96, height = 20 }: SparklineProps) {
  if (values.length < 2) return <span className="muted">–</span>;
  const points = pointsOf(values, width, height);
  const line = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  const last = points.at(-1) ?? [width, height];
  return (
    <svg role="img" aria-label={label} width={width} height={height} className={styles["sparkline"]}>
      <title>{label}</title>
      <polygon points={`0,${height} ${line} ${last[0].toFixed(1)},${height}`} className={styles["area"]} />
      <polyline points={line} className={styles["line"]} />
      <circle cx={last[0]} cy={last[1]} r={2} className={styles["dot"]} />
    </svg>
  );
}

function pointsOf(values: readonly number[], width: number, height: number): [number, number][] {
  const highest = Math.max(1, ...values);
  const stepX = (width - 4) / (values.length - 1);
  return values.map((value, index) => [index * stepX + 1, height - 2 - (value / highest) * (height - 5)]);
}
