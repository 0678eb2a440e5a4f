"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { operationItemsQuery } from "@/lib/client/queries";
import { caseHref } from "../case-list/case-href";
import { Loaded } from "../shell/loaded";
import { CopyableId } from "../ui/copyable-id";
import { EmptyState } from "../ui/empty-state";
import { AppLink } from "../ui/navigation";
import { itemsOf, nextPageOf } from "../ui/pages-of";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import { ItemStateBadge, type OperationItem } from "./item-state-badge";
import styles from "./operation.module.css";

interface OperationItemsProps {
  operationId: string;
  state?: OperationItem["state"] | undefined;
}

/** What became of each target, in the words of whoever was asked. */
export function OperationItems({ operationId, state }: OperationItemsProps) {
  const query = useInfiniteQuery(operationItemsQuery(operationId, { limit: 200, ...(state ? { state } : {}) }));
  const items = itemsOf(query.data);
  return (
    <Loaded query={query} what="The results">
      {() =>
        items.length === 0 ? (
          <EmptyState title={state === undefined ? "Nothing was chosen" : `No target is ${state}`} />
        ) : (
          <VirtualTable
            label="Results"
            columns={COLUMNS}
            items={items}
            idOf={({ ordinal }) => String(ordinal)}
            nameOf={({ targetId }) => targetId}
            onEndReached={nextPageOf(query)}
            narrowLine={({ result }) => <span title={result}>{result}</span>}
          />
        )
      }
    </Loaded>
  );
}

const COLUMNS: readonly TableColumn<OperationItem>[] = [
  { id: "state", header: "State", width: "108px", cell: ({ state }) => <ItemStateBadge state={state} /> },
  {
    id: "target",
    header: "Target",
    width: "minmax(150px, 1fr)",
    cell: ({ targetId }) => <CopyableId id={targetId} what="target id" />,
  },
  {
    id: "result",
    header: "Result",
    width: "minmax(160px, 2.4fr)",
    fromWidth: 560,
    cell: ({ result }) => (
      <span className={styles["cut"]} title={result}>
        {result === "" ? "–" : result}
      </span>
    ),
  },
  {
    id: "case",
    header: "Case",
    width: "64px",
    cell: ({ caseId, targetId }) =>
      caseId === null ? (
        "–"
      ) : (
        <AppLink href={caseHref(caseId)} aria-label={`Case of ${targetId}`}>
          Open
        </AppLink>
      ),
  },
  { id: "attempts", header: "Attempts", width: "76px", align: "end", fromWidth: 820, cell: ({ attempts }) => attempts },
  {
    id: "ended",
    header: "Answered",
    width: "104px",
    align: "end",
    fromWidth: 720,
    cell: ({ endedAt }) => <RelativeTime at={endedAt} none="not yet" />,
  },
];
