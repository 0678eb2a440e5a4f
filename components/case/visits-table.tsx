"use client";

import { IconCircleCheck, IconCircleX, IconPlayerPlay } from "@tabler/icons-react";
import type { z } from "zod";
import { elementName, typeWords } from "@/components/diagram/element-words";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDuration } from "@/components/ui/format-duration";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Tone } from "@/components/ui/status-badge";
import { StatusBadge } from "@/components/ui/status-badge";
import type { TableColumn } from "@/components/ui/table/table-column";
import { VirtualTable } from "@/components/ui/table/virtual-table";
import type { ElementVisit as ElementVisitSchema, ProcessInstance } from "@/lib/api/contract/cases";
import styles from "./visits-table.module.css";

type Visit = z.infer<typeof ElementVisitSchema>;

interface VisitsTableProps {
  instance: ProcessInstance | null;
  nameOf: (elementId: string) => string | null;
  selectedElementId: string | null;
  /** The visit that the selected event belongs to. */
  selectedElementInstanceKey: string | null;
  onSelectElement: (elementId: string | null) => void;
}

/** The way that the diagram shows, as a table: each visit of an element with its outcome and how long it took. */
export function VisitsTable({
  instance,
  nameOf,
  selectedElementId,
  selectedElementInstanceKey,
  onSelectElement,
}: VisitsTableProps) {
  if (instance === null || instance.elements.length === 0) {
    return (
      <EmptyState title="No elements were entered">The case has not passed through a process instance yet.</EmptyState>
    );
  }
  const nameOrId = ({ elementId }: Visit) => elementName(nameOf(elementId) ?? "") ?? elementId;
  const current =
    instance.elements.find(({ elementInstanceKey }) => elementInstanceKey === selectedElementInstanceKey) ??
    instance.elements.find(({ elementId }) => elementId === selectedElementId);
  return (
    <VirtualTable
      label={`Elements that ${instance.processName} passed`}
      columns={columnsOf(nameOrId)}
      items={instance.elements}
      idOf={({ elementInstanceKey }) => elementInstanceKey}
      nameOf={nameOrId}
      currentId={current?.elementInstanceKey}
      onOpen={({ elementId }) => onSelectElement(elementId === selectedElementId ? null : elementId)}
    />
  );
}

const OUTCOMES: Record<Visit["outcome"], { tone: Tone; words: string; Icon: typeof IconPlayerPlay }> = {
  active: { tone: "active", words: "here", Icon: IconPlayerPlay },
  completed: { tone: "ended", words: "completed", Icon: IconCircleCheck },
  terminated: { tone: "ended", words: "canceled", Icon: IconCircleX },
};

function columnsOf(nameOrId: (visit: Visit) => string): readonly TableColumn<Visit>[] {
  return [
    {
      id: "element",
      header: "Element",
      width: "minmax(110px, 2fr)",
      cell: (visit) => (
        <span className={styles["name"]} title={`${visit.elementId}, ${typeWords(visit.elementType)}`}>
          {nameOrId(visit)}
        </span>
      ),
    },
    {
      id: "outcome",
      header: "Outcome",
      width: "112px",
      cell: ({ outcome }) => {
        const { tone, words, Icon } = OUTCOMES[outcome];
        return (
          <StatusBadge tone={tone} icon={<Icon size={13} />}>
            {words}
          </StatusBadge>
        );
      },
    },
    {
      id: "entered",
      header: "Entered",
      width: "92px",
      fromWidth: 400,
      cell: ({ enteredAt }) => <RelativeTime at={enteredAt} none="unknown" />,
    },
    {
      id: "duration",
      header: "Took",
      width: "86px",
      align: "end",
      cell: ({ durationMs }) => (durationMs === null ? <span className="muted">–</span> : formatDuration(durationMs)),
    },
  ];
}
