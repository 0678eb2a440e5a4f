import { formatCount } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import { actionWords } from "./action-words";
import styles from "./operation.module.css";
import { type Operation, OperationStateBadge } from "./operation-state-badge";

export function operationHref(operationId: string): string {
  return `/operations/${encodeURIComponent(operationId)}`;
}

export const OPERATION_COLUMNS: readonly TableColumn<Operation>[] = [
  {
    id: "action",
    header: "Action",
    width: "minmax(120px, 1fr)",
    cell: ({ id, action }) => <AppLink href={operationHref(id)}>{actionWords(action)}</AppLink>,
  },
  { id: "state", header: "State", width: "120px", cell: ({ state }) => <OperationStateBadge state={state} /> },
  {
    id: "actor",
    header: "Who",
    width: "minmax(90px, 0.8fr)",
    fromWidth: 560,
    cell: ({ actor }) => (
      <span className={styles["cut"]} title={actor}>
        {actor}
      </span>
    ),
  },
  {
    id: "reason",
    header: "Why",
    width: "minmax(110px, 1.6fr)",
    fromWidth: 640,
    cell: ({ reason }) => (
      <span className={styles["cut"]} title={reason}>
        {reason === "" ? <span className="muted">no reason given</span> : reason}
      </span>
    ),
  },
  {
    id: "total",
    header: "Targets",
    width: "72px",
    align: "end",
    fromWidth: 720,
    cell: ({ total }) => formatCount(total),
  },
  {
    id: "succeeded",
    header: "Accepted",
    width: "80px",
    align: "end",
    fromWidth: 820,
    cell: ({ succeeded }) => formatCount(succeeded),
  },
  {
    id: "failed",
    header: "Failed",
    width: "68px",
    align: "end",
    fromWidth: 780,
    cell: ({ failed }) => <span className={failed > 0 ? styles["failed"] : "muted"}>{formatCount(failed)}</span>,
  },
  {
    id: "requested",
    header: "Requested",
    width: "104px",
    align: "end",
    cell: ({ requestedAt }) => <RelativeTime at={requestedAt} />,
  },
];
