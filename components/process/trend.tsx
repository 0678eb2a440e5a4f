import type { z } from "zod";
import type { ProcessSummary } from "@/lib/api/contract/processes";
import { plural } from "../ui/format-number";
import { Sparkline } from "../ui/sparkline";

type Process = z.infer<typeof ProcessSummary>;

/** Started per hour over the last day. */
export function Trend({ trend, width = 104 }: Pick<Process, "trend"> & { width?: number }) {
  const started = trend.map((hour) => hour.started);
  const total = started.reduce((sum, count) => sum + count, 0);
  const most = Math.max(0, ...started);
  return (
    <Sparkline
      values={started}
      width={width}
      label={`${plural(total, "start")} in the last ${started.length} hours, at most ${most} in one`}
    />
  );
}
