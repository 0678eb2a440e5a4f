"use client";

import { IconSitemap } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ModelSummary } from "@/lib/api/contract/models";
import { modelsQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { AppLink, useNavigation } from "../ui/navigation";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { VirtualTable } from "../ui/table/virtual-table";
import { useSort } from "../ui/use-sort";
import { AddModel } from "./add-model";
import { MODEL_COLUMNS } from "./model-columns";
import { modelHref } from "./model-href";
import { TryExample } from "./try-example";

/** Diagrams that people uploaded or took from an engine, to lay events over. */
export function ModelsPage() {
  const query = useQuery(modelsQuery());
  return (
    <>
      <PageHeader
        title="Process models"
        lead={<AppLink href="/processes">All processes</AppLink>}
        actions={<AddModel />}
      />
      <Panel title="Process models" hasHead={false} flush grow>
        <Loaded query={query} what="The process models">
          {({ items }) => <ModelTable models={items} />}
        </Loaded>
      </Panel>
    </>
  );
}

function ModelTable({ models }: { models: ModelSummary[] }) {
  const { navigate } = useNavigation();
  const [sort, setSort] = useSort("model");
  if (models.length === 0) {
    return (
      <EmptyState title="No process model yet" icon={<IconSitemap size={32} />}>
        <p>Upload a BPMN diagram, or take an engine’s; then say which events its elements stand for.</p>
        <TryExample />
      </EmptyState>
    );
  }
  return (
    <VirtualTable
      label="Process models"
      columns={MODEL_COLUMNS}
      items={models}
      idOf={({ id }) => id}
      nameOf={({ name }) => name}
      onOpen={({ id }) => navigate(modelHref(id))}
      sort={sort}
      onSort={setSort}
      isMain
      narrowLine={({ elements, bindings }) => `${plural(elements, "element")}, ${plural(bindings, "binding")}`}
      footer={plural(models.length, "model")}
    />
  );
}
