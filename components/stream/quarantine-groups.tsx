"use client";

import { IconCircleCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { quarantineGroupsQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { itemsOf, nextPageOf } from "../ui/pages-of";
import { VirtualTable } from "../ui/table/virtual-table";
import { GROUP_COLUMNS } from "./group-columns";

interface QuarantineGroupsProps {
  isOpenOnly: boolean;
  onOpen: (groupId: string) => void;
}

/** Quarantined records by topic and reason: a hundred thousand records of one broken producer are one line. */
export function QuarantineGroups({ isOpenOnly, onOpen }: QuarantineGroupsProps) {
  const query = useInfiniteQuery(quarantineGroupsQuery({ state: isOpenOnly ? "open" : "all", limit: 100 }));
  const groups = itemsOf(query.data);
  return (
    <Loaded query={query} what="The quarantine" rows={3}>
      {() =>
        groups.length === 0 ? (
          <EmptyState title="Nothing here" icon={<IconCircleCheck size={32} />}>
            {isOpenOnly ? "Every record that came could be read." : "No record was ever put in quarantine."}
          </EmptyState>
        ) : (
          <VirtualTable
            label="Groups of quarantined records"
            columns={GROUP_COLUMNS}
            items={groups}
            idOf={({ id }) => id}
            nameOf={({ topic, reason }) => `${topic}: ${reason}`}
            onOpen={({ id }) => onOpen(id)}
            onEndReached={nextPageOf(query)}
            narrowLine={({ topic, open }) => `${topic}, ${plural(open, "record")}`}
            footer={`${plural(groups.length, "group")}. Of a flood only the first records of an hour are kept whole; of all others the position, where the source itself still has them.`}
          />
        )
      }
    </Loaded>
  );
}
