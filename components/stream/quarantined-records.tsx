"use client";

import { IconCircleCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { quarantineQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { itemsOf, nextPageOf } from "../ui/pages-of";
import { VirtualTable } from "../ui/table/virtual-table";
import { QUARANTINE_COLUMNS } from "./quarantine-columns";
import { QuarantineDetails } from "./quarantine-details";
import type { QuarantinedRecord } from "./quarantined-record";

interface QuarantinedRecordsProps {
  group: string;
  state: QuarantinedRecord["state"] | "all";
  recordId: string | null;
  onOpen: (recordId: string | null) => void;
}

/** The records of one group, the latest first. */
export function QuarantinedRecords({ group, state, recordId, onOpen }: QuarantinedRecordsProps) {
  const query = useInfiniteQuery(quarantineQuery({ group, state, limit: 100 }));
  const records = itemsOf(query.data);
  return (
    <>
      <Loaded query={query} what="The quarantine" rows={3}>
        {() =>
          records.length === 0 ? (
            <EmptyState title="Nothing here" icon={<IconCircleCheck size={32} />}>
              No record of this group is in this state.
            </EmptyState>
          ) : (
            <VirtualTable
              label="Quarantined records"
              columns={QUARANTINE_COLUMNS}
              items={records}
              idOf={({ id }) => id}
              nameOf={({ stream, position }) => `record ${position} of ${stream}`}
              onOpen={({ id }) => onOpen(id)}
              currentId={recordId}
              onEndReached={nextPageOf(query)}
              narrowLine={({ stream, position }) => `${stream} at ${position}`}
              footer={plural(records.length, "record")}
            />
          )
        }
      </Loaded>
      <QuarantineDetails record={records.find(({ id }) => id === recordId) ?? null} onClose={() => onOpen(null)} />
    </>
  );
}
