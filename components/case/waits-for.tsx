import {
  IconAlertTriangle,
  IconBriefcase,
  IconCircleDot,
  IconClock,
  IconHourglass,
  IconMailbox,
  IconUser,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CaseStory } from "@/lib/api/contract/cases";
import styles from "./waits-for.module.css";

type Wait = CaseStory["waitsFor"][number];

const ICONS: Record<Wait["kind"], ComponentType<{ size?: number; "aria-hidden"?: boolean }>> = {
  message: IconMailbox,
  timer: IconClock,
  job: IconBriefcase,
  "user-task": IconUser,
  incident: IconAlertTriangle,
  element: IconCircleDot,
};
const SHOWN = 20;

interface WaitsForProps {
  waits: readonly Wait[];
  onSelect: (wait: Wait) => void;
}

/** What has to happen before the case goes on. */
export function WaitsFor({ waits, onSelect }: WaitsForProps) {
  if (waits.length === 0) return null;
  return (
    <section aria-label="Waits for" className={styles["waits"]}>
      <h2>
        <IconHourglass size={15} aria-hidden /> Waits for
      </h2>
      <ul>
        {waits.slice(0, SHOWN).map((wait) => (
          <WaitItem
            key={`${wait.kind} ${wait.processInstanceKey} ${wait.elementId} ${wait.text}`}
            wait={wait}
            onSelect={onSelect}
          />
        ))}
      </ul>
      {waits.length > SHOWN ? <span className="muted">and {waits.length - SHOWN} more</span> : null}
    </section>
  );
}

function WaitItem({ wait, onSelect }: { wait: Wait; onSelect: (wait: Wait) => void }) {
  const Icon = ICONS[wait.kind];
  return (
    <li data-kind={wait.kind}>
      <Icon size={15} aria-hidden />
      {wait.elementId === null ? (
        <span>{wait.text}</span>
      ) : (
        <button type="button" className={styles["what"]} onClick={() => onSelect(wait)}>
          {wait.text}
        </button>
      )}
      <span className="muted">
        since <RelativeTime at={wait.since} />
      </span>
      {wait.dueAt === null ? null : (
        <span className="muted">
          due <RelativeTime at={wait.dueAt} />
        </span>
      )}
    </li>
  );
}
