import type { Landscape } from "@/lib/api/contract/landscape";
import { formatCount } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";

export function OrderCounts({ landscape: { counts, startedAt } }: { landscape: Landscape }) {
  return (
    <span className="muted number">
      {formatCount(counts.ordersPlaced)} orders placed, {formatCount(counts.ordersCompleted)} completed,{" "}
      {formatCount(counts.incidents)} ended in an incident since <RelativeTime at={startedAt} />
    </span>
  );
}
