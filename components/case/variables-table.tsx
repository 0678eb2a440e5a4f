"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount } from "@/components/ui/format-number";
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

/** The variables of one process instance as they are now, and how often each was set. */
export function VariablesTable({ instance }: { instance: ProcessInstance | null }) {
  if (instance === null || instance.variables.length === 0) {
    return (
      <EmptyState title={instance === null ? "No process instance in this case" : "No variables"}>
        {instance === null
          ? "Variables belong to process instances of an engine."
          : "The engine reported none for this instance."}
      </EmptyState>
    );
  }
  return (
    <VirtualTable
      label={`Variables of ${instance.processName}`}
      columns={COLUMNS}
      items={instance.variables}
      idOf={({ name, scopeKey }) => `${scopeKey} ${name}`}
      nameOf={({ name }) => name}
    />
  );
}
