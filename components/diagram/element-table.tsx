"use client";

import { useMemo, useState } from "react";
import { formatDuration } from "@/components/ui/format-duration";
import { formatCount } from "@/components/ui/format-number";
import type { TableColumn, TableSort } from "@/components/ui/table/table-column";
import { VirtualTable } from "@/components/ui/table/virtual-table";
import type { ElementFigures, Heatmap } from "@/lib/api/contract/processes";
import styles from "./element-table.module.css";
import { elementName, typeWords } from "./element-words";
import { exactHeatValue } from "./heat-value";

interface ElementTableProps {
  elements: readonly ElementFigures[];
  heatmap: Heatmap | null;
  selectedElementId: string | null;
  onSelectElement: (elementId: string | null) => void;
}

/** The numbers of a diagram as a table: for those who do not see the drawing, and for sorting. Selects in step with it. */
export function ElementTable({ elements, heatmap, selectedElementId, onSelectElement }: ElementTableProps) {
  const [sort, setSort] = useState<TableSort | null>(null);
  const columns = useMemo(() => [...FIGURES, ...(heatmap === null ? [] : [heatColumn(heatmap)])], [heatmap]);
  return (
    <VirtualTable
      label="Elements of the diagram"
      columns={columns}
      items={elements}
      idOf={({ elementId }) => elementId}
      nameOf={({ name, elementId }) => elementName(name) ?? elementId}
      currentId={selectedElementId}
      onOpen={({ elementId }) => onSelectElement(elementId === selectedElementId ? null : elementId)}
      sort={sort}
      onSort={setSort}
    />
  );
}

type Column = TableColumn<ElementFigures>;

const duration = (ms: number | null) => (ms === null ? <span className="muted">–</span> : formatDuration(ms));

function countColumn(
  id: "active" | "incidents" | "completed" | "terminated",
  header: string,
  fromWidth?: number,
): Column {
  return {
    id,
    header,
    width: "minmax(84px, 1fr)",
    align: "end",
    sortBy: (figures) => figures[id],
    cell: (figures) => (figures[id] === 0 ? <span className="muted">0</span> : formatCount(figures[id])),
    ...(fromWidth === undefined ? {} : { fromWidth }),
  };
}

const FIGURES: readonly Column[] = [
  {
    id: "name",
    header: "Element",
    width: "minmax(96px, 3fr)",
    sortBy: ({ name, elementId }) => elementName(name) ?? elementId,
    cell: ({ name, elementId }) => (
      <span className={styles["name"]} title={elementId}>
        {elementName(name) ?? <code>{elementId}</code>}
      </span>
    ),
  },
  { id: "type", header: "Type", width: "minmax(110px, 1.5fr)", fromWidth: 720, cell: ({ type }) => typeWords(type) },
  countColumn("active", "Active"),
  countColumn("incidents", "Incidents"),
  countColumn("completed", "Completed", 520),
  countColumn("terminated", "Canceled", 640),
  {
    id: "p50",
    header: "Half within",
    width: "minmax(110px, 1fr)",
    align: "end",
    fromWidth: 820,
    sortBy: ({ p50 }) => p50 ?? -1,
    cell: ({ p50 }) => duration(p50),
  },
  {
    id: "p90",
    header: "90% within",
    width: "minmax(110px, 1fr)",
    align: "end",
    fromWidth: 940,
    sortBy: ({ p90 }) => p90 ?? -1,
    cell: ({ p90 }) => duration(p90),
  },
];

const METRIC_HEADERS: Record<Heatmap["metric"], string> = {
  frequency: "How often",
  duration: "How long",
  waiting: "Waiting",
  target: "Beyond target",
  incidents: "Incidents seen",
};

function heatColumn({ metric, unit, elements }: Heatmap): Column {
  const values = new Map(elements.map(({ elementId, value }) => [elementId, value]));
  return {
    id: "heat",
    // The legend beside the diagram names the unit; with it the column would not fit half a page.
    header: METRIC_HEADERS[metric],
    width: "minmax(96px, 1.2fr)",
    align: "end",
    sortBy: ({ elementId }) => values.get(elementId) ?? -1,
    cell: ({ elementId }) => exactHeatValue(values.get(elementId) ?? 0, unit),
  };
}
