import type { Landscape } from "@/lib/api/contract/landscape";
import { formatCount, plural } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";

/** An order with an incident has not ended: a retry lets it go on, and it counts as completed then. */
export function OrderCounts({ landscape: { counts, startedAt } }: { landscape: Landscape }) {
  return (
    <span className="muted number">
      {plural(counts.ordersPlaced, "order")} placed, {formatCount(counts.ordersCompleted)} completed,{" "}
      {plural(counts.incidents, "incident")}, since <RelativeTime at={startedAt} />
    </span>
  );
}
