"use client";

import { IconActivity } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import type { ProcessListItem } from "@/lib/api/contract/processes";
import { processesQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { AppLink, useNavigation } from "../ui/navigation";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { SearchField } from "../ui/search-field";
import { VirtualTable } from "../ui/table/virtual-table";
import { useSort } from "../ui/use-sort";
import { PROCESS_COLUMNS } from "./process-columns";
import { processHref } from "./process-href";
import { Trend } from "./trend";

/** Process models of engines, and processes that were only observed, side by side. */
export function ProcessesPage() {
  const query = useQuery(processesQuery());
  const [q, setQ] = useQueryState("q", parseAsString.withDefault(""));
  return (
    <>
      <PageHeader
        title="Processes"
        lead="What engines run, what events alone show, and diagrams that they are bound to"
        actions={<AppLink href="/processes/models">Process models and bindings</AppLink>}
      />
      <SearchField
        label="Search processes"
        placeholder="Name or id"
        value={q}
        onSearch={(text) => void setQ(text === "" ? null : text)}
      />
      <Panel title="Processes" hasHead={false} flush grow>
        <Loaded query={query} what="The processes">
          {({ items }) => <ProcessTable processes={items} q={q} />}
        </Loaded>
      </Panel>
    </>
  );
}

function ProcessTable({ processes, q }: { processes: ProcessListItem[]; q: string }) {
  const { navigate } = useNavigation();
  const [sort, setSort] = useSort("-incidents");
  const wanted = q.toLowerCase();
  const shown = processes.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(wanted));
  if (processes.length === 0) return <NoProcesses />;
  if (shown.length === 0)
    return <EmptyState title={`No process is called “${q}”`}>Names and ids are searched.</EmptyState>;
  return (
    <VirtualTable
      label="Processes"
      columns={PROCESS_COLUMNS}
      items={shown}
      idOf={({ id }) => id}
      nameOf={({ name, id }) => name || id}
      onOpen={({ id }) => navigate(processHref(id))}
      sort={sort}
      onSort={setSort}
      isMain
      narrowLine={({ trend, version }) => (
        <>
          <Trend trend={trend} />
          {version === null ? "observed" : `version ${version}`}
        </>
      )}
      footer={plural(shown.length, "process", "processes")}
    />
  );
}

function NoProcesses() {
  return (
    <EmptyState title="No processes yet" icon={<IconActivity size={32} />}>
      They appear with the first deployment in an engine, or the first event of a topic.{" "}
      <AppLink href="/streams">Streams</AppLink> shows whether anything is being read.
    </EmptyState>
  );
}
