"use client";

import { IconArrowDownRight, IconCircleCheck, IconCircleX, IconPlayerPlay } from "@tabler/icons-react";
import type { z } from "zod";
import { elementName, typeWords } from "@/components/diagram/element-words";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDuration } from "@/components/ui/format-duration";
import { RelativeTime } from "@/components/ui/relative-time";
import { useRowTabIndex } from "@/components/ui/row-focus";
import type { Tone } from "@/components/ui/status-badge";
import { StatusBadge } from "@/components/ui/status-badge";
import type { TableColumn } from "@/components/ui/table/table-column";
import { VirtualTable } from "@/components/ui/table/virtual-table";
import type { ElementVisit as ElementVisitSchema, ProcessInstance } from "@/lib/api/contract/cases";
import { visitTree, visitWords } from "./visit-tree";
import styles from "./visits-table.module.css";

type Visit = z.infer<typeof ElementVisitSchema>;

interface VisitsTableProps {
  instance: ProcessInstance | null;
  nameOf: (elementId: string) => string | null;
  selectedElementId: string | null;
  /** The visit that the selected event belongs to. */
  selectedElementInstanceKey: string | null;
  onSelectElement: (elementId: string | null) => void;
  onOpenCalled: (processInstanceKey: string) => void;
}

/** The way that the diagram shows, as a table: each visit of an element with its outcome and how long it took. */
export function VisitsTable({
  instance,
  nameOf,
  selectedElementId,
  selectedElementInstanceKey,
  onSelectElement,
  onOpenCalled,
}: VisitsTableProps) {
  if (instance === null || instance.elements.length === 0) {
    return (
      <EmptyState title="No elements were entered">The case has not passed through a process instance yet.</EmptyState>
    );
  }
  const nameOrId = (visit: Visit) => visitWords(visit, elementName(nameOf(visit.elementId) ?? "") ?? visit.elementId);
  const placed = visitTree(instance.elements);
  const levels = new Map(placed.map(({ visit, level }) => [visit.elementInstanceKey, level]));
  const current =
    instance.elements.find(({ elementInstanceKey }) => elementInstanceKey === selectedElementInstanceKey) ??
    instance.elements.find(({ elementId }) => elementId === selectedElementId);
  return (
    <VirtualTable
      label={`Elements that ${instance.processName} passed`}
      columns={columnsOf({ nameOrId, levels, onOpenCalled })}
      items={placed.map(({ visit }) => visit)}
      idOf={({ elementInstanceKey }) => elementInstanceKey}
      nameOf={nameOrId}
      currentId={current?.elementInstanceKey}
      onOpen={({ elementId }) => onSelectElement(elementId === selectedElementId ? null : elementId)}
    />
  );
}

function Called({ visit, onOpen }: { visit: Visit; onOpen: (processInstanceKey: string) => void }) {
  const { calledProcessInstanceKey: called } = visit;
  const tabIndex = useRowTabIndex();
  if (called === null) return null;
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      className={styles["called"]}
      aria-label={`Open the called process instance ${called}`}
      title={`Open the called process instance ${called}`}
      onClick={(event) => {
        event.stopPropagation();
        onOpen(called);
      }}
    >
      <IconArrowDownRight size={15} aria-hidden />
    </button>
  );
}

const OUTCOMES: Record<Visit["outcome"], { tone: Tone; words: string; Icon: typeof IconPlayerPlay }> = {
  active: { tone: "active", words: "here", Icon: IconPlayerPlay },
  completed: { tone: "ended", words: "completed", Icon: IconCircleCheck },
  terminated: { tone: "ended", words: "canceled", Icon: IconCircleX },
};

interface Told {
  nameOrId: (visit: Visit) => string;
  /** By the key of the visit. */
  levels: ReadonlyMap<string, number>;
  onOpenCalled: (processInstanceKey: string) => void;
}

/** Deeper ones are not told apart from the side any more. */
const LEVEL_MAX = 6;

function columnsOf({ nameOrId, levels, onOpenCalled }: Told): readonly TableColumn<Visit>[] {
  return [
    {
      id: "element",
      header: "Element",
      width: "minmax(110px, 2fr)",
      cell: (visit) => (
        <span
          className={styles["name"]}
          style={{ paddingLeft: 14 * Math.min(LEVEL_MAX, levels.get(visit.elementInstanceKey) ?? 0) }}
          title={`${visit.elementId}, ${typeWords(visit.elementType)}`}
        >
          <span className={styles["words"]}>{nameOrId(visit)}</span>
          <Called visit={visit} onOpen={onOpenCalled} />
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
