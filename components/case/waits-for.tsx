import {
  IconAlertTriangle,
  IconBriefcase,
  IconCircleDot,
  IconClock,
  IconHourglass,
  IconMailbox,
  IconUser,
} from "@tabler/icons-react";
import type { ComponentType, ReactNode } from "react";
import { CaseStateBadge } from "@/components/case-list/case-state-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CaseStory, CaseWait } from "@/lib/api/contract/cases";
import styles from "./waits-for.module.css";

const ICONS: Record<CaseWait["kind"], ComponentType<{ size?: number; "aria-hidden"?: boolean }>> = {
  message: IconMailbox,
  timer: IconClock,
  job: IconBriefcase,
  "user-task": IconUser,
  incident: IconAlertTriangle,
  element: IconCircleDot,
};
const SHOWN = 20;

interface WaitsForProps {
  waits: readonly CaseWait[];
  /** How the case stood at the instant that it is shown at; null: now, which the heading says. */
  state: CaseStory["state"] | "reading" | null;
  onSelect: (wait: CaseWait) => void;
  /** What can be done about one. */
  actionsOf: (wait: CaseWait) => ReactNode;
}

/** What has to happen before the case goes on. At an instant of the past it keeps its place, so that nothing jumps. */
export function WaitsFor({ waits, state, onSelect, actionsOf }: WaitsForProps) {
  if (waits.length === 0 && state === null) return null;
  return (
    <section aria-label={state === null ? "Waits for" : "Waited for"} className={styles["waits"]}>
      <h2>
        <IconHourglass size={15} aria-hidden /> {state === null ? "Waits for" : "Waited for"}
      </h2>
      {state === null || state === "reading" ? null : <CaseStateBadge state={state} />}
      {waits.length === 0 ? <span className="muted">{state === "reading" ? "reading…" : "nothing"}</span> : null}
      <ul>
        {waits.slice(0, SHOWN).map((wait) => (
          <WaitItem
            key={`${wait.kind} ${wait.processInstanceKey} ${wait.elementId} ${wait.text}`}
            wait={wait}
            onSelect={onSelect}
            actions={actionsOf(wait)}
          />
        ))}
      </ul>
      {waits.length > SHOWN ? <span className="muted">and {waits.length - SHOWN} more</span> : null}
    </section>
  );
}

interface WaitItemProps {
  wait: CaseWait;
  onSelect: (wait: CaseWait) => void;
  actions: ReactNode;
}

function WaitItem({ wait, onSelect, actions }: WaitItemProps) {
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
      {actions}
    </li>
  );
}
