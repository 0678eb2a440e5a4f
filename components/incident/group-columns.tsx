import { Button } from "@mantine/core";
import type { IncidentGroup } from "@/lib/api/contract/incident-groups";
import { formatCount } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { useRowTabIndex } from "../ui/row-focus";
import { Sparkline } from "../ui/sparkline";
import type { TableColumn } from "../ui/table/table-column";
import { GroupState } from "./group-state";
import styles from "./incident.module.css";
import { IncidentMessage } from "./incident-message";
import { trendWords } from "./trend-words";

type Column = TableColumn<IncidentGroup>;

/** `onDetails` opens what people say of a group. */
export function groupColumns(onDetails: (fingerprint: string) => void): readonly Column[] {
  return [
    ...WHAT,
    ...WHEN,
    {
      id: "who",
      header: "Assigned",
      width: "minmax(70px, 0.6fr)",
      fromWidth: 960,
      cell: ({ assignee }) => <span className={styles["cut"]}>{assignee ?? "–"}</span>,
    },
    {
      id: "state",
      header: "State",
      width: "120px",
      fromWidth: 720,
      cell: (group) => <GroupState group={group} />,
    },
    {
      id: "details",
      header: "Group",
      width: "84px",
      cell: (group) => <DetailsButton group={group} onDetails={onDetails} />,
    },
  ];
}

const WHAT: readonly Column[] = [
  {
    id: "message",
    header: "What",
    width: "minmax(140px, 2.4fr)",
    cell: (group) => <IncidentMessage {...group} />,
  },
  {
    id: "where",
    header: "Where",
    width: "minmax(110px, 1.4fr)",
    fromWidth: 560,
    cell: ({ where }) => <span className={styles["cut"]}>{where}</span>,
  },
  { id: "count", header: "Incidents", width: "80px", align: "end", cell: ({ incidents }) => formatCount(incidents) },
  {
    id: "cases",
    header: "Cases",
    width: "64px",
    align: "end",
    fromWidth: 640,
    cell: ({ cases }) => formatCount(cases),
  },
];

const WHEN: readonly Column[] = [
  {
    id: "trend",
    header: "Last day",
    width: "96px",
    fromWidth: 880,
    cell: ({ trend }) =>
      trend.every((count) => count === 0) ? (
        <span className="muted">none</span>
      ) : (
        <Sparkline values={trend} label={trendWords(trend)} width={80} height={18} />
      ),
  },
  {
    id: "first",
    header: "First",
    width: "92px",
    align: "end",
    fromWidth: 1040,
    cell: ({ firstSeen }) => <RelativeTime at={firstSeen} />,
  },
  {
    id: "last",
    header: "Last",
    width: "92px",
    align: "end",
    fromWidth: 720,
    cell: ({ lastSeen }) => <RelativeTime at={lastSeen} />,
  },
];

interface DetailsButtonProps {
  group: IncidentGroup;
  onDetails: (fingerprint: string) => void;
}

function DetailsButton({ group, onDetails }: DetailsButtonProps) {
  const tabIndex = useRowTabIndex();
  const about = [
    ...(group.comments === 0 ? [] : [`${group.comments} comments`]),
    ...(group.hasRunbook ? ["a runbook"] : []),
  ].join(", ");
  return (
    <Button
      variant="subtle"
      aria-label={`Details of the group ${group.kind} at ${group.where}${about === "" ? "" : `: ${about}`}`}
      {...(tabIndex === undefined ? {} : { tabIndex })}
      onClick={() => onDetails(group.fingerprint)}
    >
      Details
    </Button>
  );
}
