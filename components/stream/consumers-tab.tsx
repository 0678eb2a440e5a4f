"use client";

import { useQuery } from "@tanstack/react-query";
import { consumerGroupsQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { Panel } from "../ui/panel";
import { ConsumersTable } from "./consumers-table";

interface ConsumersTabProps {
  onOpen: (of: { source: string; group: string }) => void;
}

export function ConsumersTab({ onOpen }: ConsumersTabProps) {
  const query = useQuery(consumerGroupsQuery());
  return (
    <Panel title="Consumer groups" hasHead={false} flush grow>
      <Loaded query={query} what="The consumer groups">
        {({ items, isCut }) => <ConsumersTable groups={items} isCut={isCut} isMain onOpen={onOpen} />}
      </Loaded>
    </Panel>
  );
}
