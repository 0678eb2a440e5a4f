import type { GroupSummary } from "@/lib/api/contract/topics";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { VirtualTable } from "../ui/table/virtual-table";
import { useSort } from "../ui/use-sort";
import { CONSUMER_COLUMNS } from "./consumer-columns";
import { lagWords } from "./lag";

interface ConsumersTableProps {
  groups: GroupSummary[];
  isCut: boolean;
  isMain?: boolean;
  onOpen: (of: { source: string; group: string }) => void;
}

/** Consumer groups, those furthest behind first. */
export function ConsumersTable({ groups, isCut, isMain = false, onOpen }: ConsumersTableProps) {
  const [sort, setSort] = useSort("-lag");
  if (groups.length === 0) {
    return (
      <EmptyState title="No consumer group was seen">
        An ingest worker looks at each cluster every ten seconds. Its account needs the right to describe groups; groups
        of Throughline itself are left out.
      </EmptyState>
    );
  }
  return (
    <VirtualTable
      label="Consumer groups"
      columns={CONSUMER_COLUMNS}
      items={groups}
      idOf={({ source, group }) => `${source} ${group}`}
      nameOf={({ group }) => group}
      onOpen={onOpen}
      sort={isMain ? sort : undefined}
      onSort={isMain ? setSort : undefined}
      isMain={isMain}
      narrowLine={(group) => lagWords(group)}
      footer={`${plural(groups.length, "group")}${isCut ? ", more are not shown" : ""}`}
    />
  );
}
