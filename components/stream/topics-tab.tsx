"use client";

import { useQuery } from "@tanstack/react-query";
import { topicsQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { VirtualTable } from "../ui/table/virtual-table";
import { useSort } from "../ui/use-sort";
import { lagWords } from "./lag";
import { TOPIC_COLUMNS } from "./topic-columns";

interface TopicsTabProps {
  onOpen: (of: { source: string; topic: string }) => void;
}

/** Topics that we read, and those that a consumer group of the same cluster reads. */
export function TopicsTab({ onOpen }: TopicsTabProps) {
  const query = useQuery(topicsQuery());
  const [sort, setSort] = useSort("topic");
  return (
    <Panel title="Topics" hasHead={false} flush grow>
      <Loaded query={query} what="The topics">
        {({ items, isCut }) =>
          items.length === 0 ? (
            <EmptyState title="No topic is known">
              Topics show as soon as an ingest worker reads one. <code>throughline doctor</code> says what is wrong.
            </EmptyState>
          ) : (
            <VirtualTable
              label="Topics"
              columns={TOPIC_COLUMNS}
              items={items}
              idOf={({ source, topic }) => `${source} ${topic}`}
              nameOf={({ topic }) => topic}
              onOpen={onOpen}
              sort={sort}
              onSort={setSort}
              isMain
              narrowLine={({ source, slowest }) =>
                slowest === null ? source : `${source} · ${slowest.group}: ${lagWords(slowest)}`
              }
              footer={`${plural(items.length, "topic")}${isCut ? ", more are not shown" : ""}`}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
