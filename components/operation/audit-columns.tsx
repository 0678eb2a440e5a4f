import type { AuditEntry } from "@/lib/api/contract/audit";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import styles from "./operation.module.css";
import { operationHref } from "./operation-columns";

const OPERATION = "operation:";

/** A subject that has a page of its own leads there. */
export function SubjectLink({ subject }: { subject: string }) {
  if (!subject.startsWith(OPERATION)) return <>{subject}</>;
  return <AppLink href={operationHref(subject.slice(OPERATION.length))}>{subject}</AppLink>;
}

const Cut = ({ text, none = "–" }: { text: string; none?: string }) => (
  <span className={styles["cut"]} title={text}>
    {text === "" ? <span className="muted">{none}</span> : text}
  </span>
);

export const AUDIT_COLUMNS: readonly TableColumn<AuditEntry>[] = [
  { id: "action", header: "Action", width: "minmax(120px, 1fr)", cell: ({ action }) => <Cut text={action} /> },
  {
    id: "outcome",
    header: "Outcome",
    width: "84px",
    cell: ({ outcome }) => <Cut text={outcome} none="begun" />,
  },
  {
    id: "actor",
    header: "Who",
    width: "minmax(90px, 0.7fr)",
    fromWidth: 560,
    cell: ({ actor }) => <Cut text={actor} />,
  },
  {
    id: "subject",
    header: "To what",
    width: "minmax(120px, 1fr)",
    fromWidth: 640,
    cell: ({ subject }) => (
      <span className={styles["cut"]} title={subject}>
        <SubjectLink subject={subject} />
      </span>
    ),
  },
  {
    id: "reason",
    header: "Why",
    width: "minmax(110px, 1.6fr)",
    fromWidth: 780,
    cell: ({ reason }) => <Cut text={reason} none="no reason given" />,
  },
  { id: "at", header: "When", width: "96px", align: "end", cell: ({ at }) => <RelativeTime at={at} /> },
];
