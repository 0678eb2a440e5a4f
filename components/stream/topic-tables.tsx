import type { TopicDetail } from "@/lib/api/contract/topics";
import { EmptyState } from "../ui/empty-state";
import { formatCount, plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";

type Activity = TopicDetail["activities"][number];
type Part = TopicDetail["parts"][number];

const ACTIVITY_COLUMNS: readonly TableColumn<Activity>[] = [
  {
    id: "activity",
    header: "Activity",
    width: "minmax(140px, 1.6fr)",
    cell: ({ activity }) => <AppLink href={`/cases?search=${encodeURIComponent(activity)}`}>{activity}</AppLink>,
  },
  { id: "producer", header: "Producer", width: "minmax(100px, 1fr)", cell: ({ producer }) => producer },
  { id: "count", header: "Events", width: "88px", align: "end", cell: ({ occurrences }) => formatCount(occurrences) },
];

const number = (count: number | null) => (count === null ? <span className="muted">–</span> : formatCount(count));

const PART_COLUMNS: readonly TableColumn<Part>[] = [
  { id: "partition", header: "Partition", width: "84px", align: "end", cell: ({ partition }) => partition },
  { id: "low", header: "From", width: "minmax(72px, 1fr)", align: "end", cell: ({ low }) => number(low) },
  { id: "high", header: "To", width: "minmax(72px, 1fr)", align: "end", cell: ({ high }) => number(high) },
  {
    id: "next",
    header: "We read next",
    width: "112px",
    align: "end",
    cell: ({ nextPosition }) => number(nextPosition),
  },
  {
    id: "lag",
    header: "To read",
    width: "84px",
    align: "end",
    fromWidth: 440,
    cell: ({ lagRecords }) => number(lagRecords),
  },
];

export function ActivitiesTable({ activities }: { activities: Activity[] }) {
  if (activities.length === 0)
    return <EmptyState title="No event of this topic is projected">Decode rules say what its records mean.</EmptyState>;
  return (
    <VirtualTable
      label="Activities of the topic"
      columns={ACTIVITY_COLUMNS}
      items={activities}
      idOf={({ activity, producer }) => `${producer} ${activity}`}
      nameOf={({ activity }) => activity}
      footer={plural(activities.length, "activity", "activities")}
    />
  );
}

export function PartitionsTable({ parts }: { parts: Part[] }) {
  return (
    <VirtualTable
      label="Partitions of the topic"
      columns={PART_COLUMNS}
      items={parts}
      idOf={({ partition }) => String(partition)}
      nameOf={({ partition }) => `partition ${partition}`}
      footer={plural(parts.length, "partition")}
    />
  );
}
