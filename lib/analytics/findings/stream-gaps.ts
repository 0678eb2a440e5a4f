import type { Finding } from "./finding";

export type TouchedByGap = {
  readonly stream: string;
  readonly from: number;
  readonly to: number;
  /** The case's last event of the stream before the gap, and its first behind it. */
  readonly before: string;
  readonly after: string | null;
};

/** Records of a stream that were gone before they were read, while the case was under way in it. */
export function toGapFinding({ stream, from, to, before, after }: TouchedByGap): Finding {
  const records = (to - from).toLocaleString("en");
  const detail = `${records} records of ${stream} (${from} to ${to - 1}) were gone before they were read, while this case was under way in it.`;
  return {
    kind: "stream-gap",
    subject: `${stream}@${from}`,
    detail,
    evidence: after === null ? [before] : [before, after],
  };
}
