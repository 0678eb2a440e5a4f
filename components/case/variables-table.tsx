"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount, plural } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TableColumn } from "@/components/ui/table/table-column";
import { VirtualTable } from "@/components/ui/table/virtual-table";
import type { ProcessInstance } from "@/lib/api/contract/cases";
import styles from "./variables-table.module.css";

type Variable = ProcessInstance["variables"][number];

const COLUMNS: readonly TableColumn<Variable>[] = [
  {
    id: "name",
    header: "Variable",
    width: "minmax(90px, 1fr)",
    sortBy: ({ name }) => name,
    cell: ({ name, scopeKey }) => (
      <span className={styles["value"]} title={`${name}, scope ${scopeKey}`}>
        {name}
      </span>
    ),
  },
  {
    id: "value",
    header: "Value",
    width: "minmax(110px, 1.6fr)",
    cell: ({ name, value }) => (
      <>
        <code className={styles["value"]} title={value.slice(0, 2000)}>
          {value}
        </code>
        <CopyButton text={value} what={name} />
      </>
    ),
  },
  {
    id: "changes",
    header: "Set",
    width: "58px",
    align: "end",
    sortBy: ({ changes }) => changes,
    cell: ({ changes }) => `${formatCount(changes)}×`,
  },
  {
    id: "setAt",
    header: "Last set",
    width: "92px",
    fromWidth: 460,
    sortBy: ({ setAt }) => setAt,
    cell: ({ setAt }) => <RelativeTime at={setAt} />,
  },
];

interface VariablesTableProps {
  instance: ProcessInstance | null;
  selectedEventId: string | null;
  onSelectEvent: (event: { id: string; processInstanceKey: string | null }) => void;
}

/** The variables of one process instance, and what the one that the selected event set was before. */
export function VariablesTable({ instance, selectedEventId, onSelectEvent }: VariablesTableProps) {
  if (instance === null || instance.variables.length === 0) {
    return (
      <EmptyState title={instance === null ? "No process instance in this case" : "No variables"}>
        {instance === null
          ? "Variables belong to process instances of an engine."
          : "The engine reported none for this instance."}
      </EmptyState>
    );
  }
  const { processInstanceKey } = instance;
  const current = instance.variables.find(({ history }) => history.some(({ eventId }) => eventId === selectedEventId));
  const select = (id: string | undefined) => id !== undefined && onSelectEvent({ id, processInstanceKey });
  return (
    <>
      <VirtualTable
        label={`Variables of ${instance.processName}`}
        columns={COLUMNS}
        items={instance.variables}
        idOf={idOf}
        nameOf={({ name }) => name}
        currentId={current === undefined ? undefined : idOf(current)}
        onOpen={({ history }) => select(history.at(-1)?.eventId)}
      />
      {current === undefined ? (
        <p className={styles["hint"]}>Open a variable to see what it was, and the event that set it.</p>
      ) : (
        <History variable={current} selectedEventId={selectedEventId} onSelect={select} />
      )}
    </>
  );
}

const idOf = ({ name, scopeKey }: Variable) => `${scopeKey} ${name}`;

interface HistoryProps {
  variable: Variable;
  selectedEventId: string | null;
  onSelect: (eventId: string) => void;
}

function History({ variable: { name, changes, history }, selectedEventId, onSelect }: HistoryProps) {
  return (
    <section aria-label={`History of ${name}`} className={styles["history"]}>
      <h3>History of {name}</h3>
      {changes > history.length ? (
        <p className="muted">
          The latest {history.length} of {plural(changes, "value")}; the timeline has all of them.
        </p>
      ) : null}
      <ol>
        {history.toReversed().map(({ value, setAt, eventId }) => (
          <li key={eventId}>
            <button type="button" aria-current={eventId === selectedEventId} onClick={() => onSelect(eventId)}>
              <code>{value}</code>
            </button>
            <RelativeTime at={setAt} />
          </li>
        ))}
      </ol>
    </section>
  );
}
