import { formatDuration } from "../ui/format-duration";
import { plural } from "../ui/format-number";

interface LagProps {
  lagRecords: number | null;
  lagMs: number | null;
}

/** How far somebody is behind: records, and since when the oldest of them waits. */
export function Lag({ lagRecords, lagMs }: LagProps) {
  if (lagRecords === null) return <span className="muted">–</span>;
  if (lagRecords === 0) return <span className="muted">none</span>;
  return <span title={`${plural(lagRecords, "record")} not committed`}>{lagWords({ lagRecords, lagMs })}</span>;
}

export function lagWords({ lagRecords, lagMs }: LagProps): string {
  if (lagRecords === null || lagRecords === 0) return "not behind";
  return `${plural(lagRecords, "record")}${lagMs === null ? "" : `, ${formatDuration(lagMs)}`}`;
}

/** Since when the oldest record that was not committed waits. */
export function WaitingTime({ lagRecords, lagMs }: LagProps) {
  if (lagRecords === 0) return <span className="muted">none</span>;
  return lagMs === null ? <span className="muted">not known</span> : formatDuration(lagMs);
}
