import type { DeadLetter } from "@/lib/api/contract/dead-letters";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import styles from "./dead-letter.module.css";
import { DeadLetterState } from "./dead-letter-state";
import { whatWords, whyWords } from "./dead-letter-words";

export const DEAD_LETTER_COLUMNS: readonly TableColumn<DeadLetter>[] = [
  {
    id: "state",
    header: "State",
    width: "104px",
    fromWidth: 560,
    cell: ({ state }) => <DeadLetterState state={state} />,
  },
  {
    id: "what",
    header: "What",
    width: "minmax(120px, 1.2fr)",
    cell: (letter) => (
      <span className={styles["cut"]} title={whatWords(letter)}>
        {whatWords(letter)}
      </span>
    ),
  },
  {
    id: "why",
    header: "Why",
    width: "minmax(140px, 2fr)",
    fromWidth: 700,
    cell: (letter) => (
      <span className={styles["cut"]} title={letter.exception ?? undefined}>
        {whyWords(letter)}
      </span>
    ),
  },
  {
    id: "consumer",
    header: "Given up by",
    width: "minmax(90px, 1fr)",
    fromWidth: 900,
    cell: ({ consumer }) => <span className={styles["cut"]}>{consumer ?? "not told"}</span>,
  },
  {
    id: "case",
    header: "Case",
    width: "minmax(110px, 1fr)",
    fromWidth: 620,
    cell: ({ theCase }) =>
      theCase === null ? (
        <span className="muted">none found</span>
      ) : (
        <AppLink href={`/cases/${encodeURIComponent(theCase.id)}`}>{theCase.label}</AppLink>
      ),
  },
  {
    id: "original",
    header: "Came from",
    width: "minmax(100px, 1fr)",
    fromWidth: 1_050,
    cell: ({ originalTopic }) => <span className={styles["cut"]}>{originalTopic ?? "not told"}</span>,
  },
  {
    id: "since",
    header: "Since",
    width: "92px",
    align: "end",
    cell: ({ recordedAt }) => <RelativeTime at={recordedAt} />,
  },
];
