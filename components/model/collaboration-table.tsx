"use client";

import { useMemo, useState } from "react";
import type { CaseCollaboration } from "@/lib/api/contract/models";
import { elementName } from "../diagram/element-words";
import { formatCount } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import styles from "./case-collaboration.module.css";

type Shown = NonNullable<CaseCollaboration["shown"]>;
type Row = Shown["elements"][number] & { order: number | null; at: string | null };

interface CollaborationTableProps {
  shown: Shown;
  selectedElementId: string | null;
  onSelectElement: (elementId: string | null) => void;
}

/** The same way as a table, for those who do not see the drawing. */
export function CollaborationTable({ shown, selectedElementId, onSelectElement }: CollaborationTableProps) {
  const [isOpen, setOpen] = useState(false);
  const rows = useMemo(() => toRows(shown), [shown]);
  return (
    <details className={styles["twin"]} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Its {formatCount(rows.length)} steps as a table</summary>
      {isOpen ? (
        <div className={styles["table"]}>
          <VirtualTable
            label="Steps of the collaboration"
            columns={COLUMNS}
            items={rows}
            idOf={({ elementId }) => elementId}
            nameOf={nameOf}
            currentId={selectedElementId}
            onOpen={({ elementId }) => onSelectElement(elementId)}
          />
        </div>
      ) : null}
    </details>
  );
}

const nameOf = ({ name, elementId }: Row) => elementName(name) ?? elementId;
const STATES = { active: "● stands here", completed: "done", terminated: "✕ canceled" } as const;

const COLUMNS: readonly TableColumn<Row>[] = [
  { id: "order", header: "Step", width: "56px", align: "end", cell: ({ order }) => order ?? "–" },
  { id: "name", header: "Element", width: "minmax(120px, 2fr)", cell: nameOf },
  { id: "pool", header: "Pool", width: "minmax(80px, 1fr)", cell: ({ pool }) => pool },
  { id: "state", header: "State", width: "112px", cell: ({ state }) => STATES[state] },
  { id: "visits", header: "Visits", width: "68px", align: "end", fromWidth: 480, cell: ({ visits }) => visits },
  {
    id: "incidents",
    header: "Incidents",
    width: "84px",
    align: "end",
    fromWidth: 560,
    cell: ({ incidents }) => incidents,
  },
  {
    id: "at",
    header: "First",
    width: "112px",
    align: "end",
    fromWidth: 640,
    cell: ({ at }) => <RelativeTime at={at} />,
  },
];

function toRows({ elements, steps }: Shown): readonly Row[] {
  const firsts = new Map<string, Shown["steps"][number]>();
  for (const step of steps) if (!firsts.has(step.elementId)) firsts.set(step.elementId, step);
  return elements
    .map((element) => {
      const first = firsts.get(element.elementId);
      return { ...element, order: first?.order ?? null, at: first?.at ?? null };
    })
    .sort((a, b) => (a.order ?? Number.POSITIVE_INFINITY) - (b.order ?? Number.POSITIVE_INFINITY));
}
