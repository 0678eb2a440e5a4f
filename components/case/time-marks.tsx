import { useMemo } from "react";
import styles from "./time-travel.module.css";

const BUCKETS = 240;
const HEIGHT = 14;

/** Where in time a case's events lie, the more the higher. The slider above it says the same instant by instant. */
export function TimeMarks({ instants }: { instants: readonly number[] }) {
  const bars = useMemo(() => countBuckets(instants), [instants]);
  const highest = Math.max(1, ...bars);
  return (
    <svg
      className={styles["marks"]}
      viewBox={`0 0 ${BUCKETS} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={bars
          .map((count, index) => (count === 0 ? "" : `M${index + 0.5} ${HEIGHT}V${HEIGHT - heightOf(count, highest)}`))
          .join("")}
      />
    </svg>
  );
}

function heightOf(count: number, highest: number): number {
  return 4 + (HEIGHT - 4) * (Math.log1p(count) / Math.log1p(highest));
}

function countBuckets(instants: readonly number[]): readonly number[] {
  const bars = new Array<number>(BUCKETS).fill(0);
  const [from = 0] = instants;
  const spanMs = Math.max(1, (instants.at(-1) ?? from) - from);
  for (const instant of instants) {
    const index = Math.min(BUCKETS - 1, Math.floor(((instant - from) / spanMs) * BUCKETS));
    bars[index] = (bars[index] ?? 0) + 1;
  }
  return bars;
}
