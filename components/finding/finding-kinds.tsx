import { formatCount } from "../ui/format-number";
import styles from "./finding.module.css";
import { KIND_WORDS, SHOWN_KINDS, type ShownKind } from "./finding-words";
import type { FindingCounts } from "./use-finding-counts";

interface FindingKindsProps {
  counts: FindingCounts;
  kind: ShownKind;
  onChoose: (kind: ShownKind) => void;
}

/** Every kind with how many there are; none is good news, and said. */
export function FindingKinds({ counts, kind, onChoose }: FindingKindsProps) {
  return (
    <nav aria-label="Kinds of findings" className={styles["kinds"]}>
      <ul>
        {SHOWN_KINDS.map((one) => {
          const count = counts.of(one);
          return (
            <li key={one}>
              <button
                type="button"
                className={styles["kind"]}
                aria-current={one === kind ? "true" : undefined}
                onClick={() => onChoose(one)}
              >
                <span>{KIND_WORDS[one].name}</span>
                <span className={styles["count"]} data-some={(count ?? 0) > 0 || undefined}>
                  {count === undefined ? "–" : formatCount(count)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
