"use client";

import { useQuery } from "@tanstack/react-query";
import { streamsQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { VirtualTable } from "../ui/table/virtual-table";
import { useSort } from "../ui/use-sort";
import { PacePanel } from "./pace-panel";
import { STREAM_COLUMNS, type Stream } from "./stream-columns";

/** The ordered parts of the sources: where we are in each, how far behind, what was lost, and how fast they are read. */
export function FeedsTab() {
  const query = useQuery(streamsQuery());
  return (
    <>
      <Panel title="Feeds" hasHead={false} flush grow>
        <Loaded query={query} what="The streams">
          {({ items }) => <StreamTable streams={items} />}
        </Loaded>
      </Panel>
      <PacePanel />
    </>
  );
}

function StreamTable({ streams }: { streams: Stream[] }) {
  const [sort, setSort] = useSort("-lag");
  if (streams.length === 0) {
    return (
      <EmptyState title="Nothing is being read">
        No stream was assigned to an ingest worker yet. Check that one runs and that its topics exist:{" "}
        <code>throughline doctor</code> says what is wrong.
      </EmptyState>
    );
  }
  return (
    <VirtualTable
      label="Streams"
      columns={STREAM_COLUMNS}
      items={streams}
      idOf={({ id }) => id}
      nameOf={({ name }) => name}
      sort={sort}
      onSort={setSort}
      isMain
      narrowLine={({ source }) => source}
      footer={plural(streams.length, "stream")}
    />
  );
}
