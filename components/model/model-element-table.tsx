"use client";

import { useMemo, useState } from "react";
import type { BoundActivity, ModelDetails, ModelElementDetails } from "@/lib/api/contract/models";
import { elementName, typeWords } from "../diagram/element-words";
import type { TableColumn, TableSort } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import type { Draft } from "./draft";
import { formatFit } from "./format-fit";

interface ModelElementTableProps {
  model: ModelDetails;
  draft: Draft;
  selectedElementId: string | null;
  onSelectElement: (elementId: string | null) => void;
}

/** The diagram as a table: each element with what it stands for. Selects in step with it. */
export function ModelElementTable({ model, draft, selectedElementId, onSelectElement }: ModelElementTableProps) {
  const [sort, setSort] = useState<TableSort | null>(null);
  const columns = useMemo(() => columnsOf(model, draft), [model, draft]);
  return (
    <VirtualTable
      label="Elements of the model"
      columns={columns}
      items={model.elementDetails.filter(({ bindable }) => bindable)}
      idOf={({ elementId }) => elementId}
      nameOf={nameOf}
      currentId={selectedElementId}
      onOpen={({ elementId }) => onSelectElement(elementId === selectedElementId ? null : elementId)}
      sort={sort}
      onSort={setSort}
      narrowLine={({ pool }) => pool}
    />
  );
}

const nameOf = ({ name, elementId }: ModelElementDetails) => elementName(name) ?? elementId;

function columnsOf({ activities }: ModelDetails, draft: Draft): readonly TableColumn<ModelElementDetails>[] {
  const known = new Map(activities.map((activity) => [activity.id, activity]));
  const boundTo = ({ elementId }: ModelElementDetails) =>
    [...(draft.get(elementId) ?? [])].flatMap((id) => known.get(id) ?? []);
  return [
    { id: "name", header: "Element", width: "minmax(120px, 1.4fr)", sortBy: nameOf, cell: nameOf },
    {
      id: "pool",
      header: "Pool",
      width: "minmax(80px, 0.8fr)",
      fromWidth: 560,
      sortBy: ({ pool }) => pool,
      cell: ({ pool }) => pool,
    },
    { id: "type", header: "Type", width: "minmax(100px, 1fr)", fromWidth: 760, cell: ({ type }) => typeWords(type) },
    {
      id: "bound",
      header: "Stands for",
      width: "minmax(140px, 2fr)",
      sortBy: (element) => boundTo(element).length,
      cell: (element) => <Bound activities={boundTo(element)} />,
    },
    {
      id: "best",
      header: "Best fit",
      width: "84px",
      align: "end",
      fromWidth: 480,
      sortBy: ({ suggestions }) => suggestions[0]?.score ?? 0,
      cell: ({ suggestions: [best] }) =>
        best === undefined ? <span className="muted">–</span> : formatFit(best.score),
    },
  ];
}

function Bound({ activities }: { activities: readonly BoundActivity[] }) {
  if (activities.length === 0) return <span className="muted">nothing yet</span>;
  const words = activities.map(({ producer, label }) => `${label} (${producer})`).join(", ");
  return <span title={words}>{words}</span>;
}
