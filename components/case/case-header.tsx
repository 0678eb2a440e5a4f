"use client";

import { IconHistory } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { CaseMarks } from "@/components/case-list/case-marks";
import { CaseStateBadge } from "@/components/case-list/case-state-badge";
import { CopyableId } from "@/components/ui/copyable-id";
import { formatDuration } from "@/components/ui/format-duration";
import { formatCount } from "@/components/ui/format-number";
import { AppLink } from "@/components/ui/navigation";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import { useNow } from "@/components/ui/use-now";
import type { CaseStory } from "@/lib/api/contract/cases";
import styles from "./case-header.module.css";
import { KeyChip } from "./key-chip";

/** One line of them; the rest is under "Why together". */
const CHIPS_MAX = 4;

interface CaseHeaderProps {
  story: CaseStory;
  onShowKeys: () => void;
}

/** Which case it is, how it stands, and every name by which it is known. */
export function CaseHeader({ story, onShowKeys }: CaseHeaderProps) {
  const [processInstance] = story.processInstances;
  return (
    <header className={styles["header"]}>
      <div className={styles["line"]}>
        <h1 className={styles["title"]}>{story.label}</h1>
        <CaseStateBadge state={story.state} />
        <CaseMarks incidents={story.incidents} stuck={story.stuck !== null} />
        {story.recorded ? (
          <StatusBadge
            tone="accent"
            icon={<IconHistory size={13} />}
            title="Replayed from a recording with fresh times"
          >
            Recorded
          </StatusBadge>
        ) : null}
      </div>
      <dl className={styles["facts"]}>
        <Fact name="process">
          {story.process === null ? "not known yet" : <ProcessLink story={story} instance={processInstance} />}
        </Fact>
        <Fact name="started">
          <RelativeTime at={story.startedAt} />
        </Fact>
        <Fact name={story.state === "active" ? "running for" : "took"}>
          <Duration story={story} />
        </Fact>
        <Fact name="last event">
          <RelativeTime at={story.lastAt} />
        </Fact>
        <Fact name="events" className="number">
          {formatCount(story.events)}
        </Fact>
        <Fact name="case id" className={styles["id"]}>
          <CopyableId id={story.id} what="case id" />
        </Fact>
      </dl>
      <div className={styles["keys"]}>
        {story.keys.slice(0, CHIPS_MAX).map((key) => (
          <KeyChip key={`${key.name} ${key.value}`} {...key} />
        ))}
        {story.keys.length > CHIPS_MAX ? (
          <button type="button" className={styles["more"]} onClick={onShowKeys}>
            {formatCount(story.keys.length - CHIPS_MAX)} more
          </button>
        ) : null}
      </div>
    </header>
  );
}

interface FactProps {
  name: string;
  className?: string | undefined;
  children: ReactNode;
}

/** A line breaks between facts, never between a fact and its name. */
function Fact({ name, className, children }: FactProps) {
  return (
    <div className={styles["fact"]}>
      <dt>{name}</dt>
      <dd className={className}>{children}</dd>
    </div>
  );
}

/** Most cases have the instance whose process they are named after; an observed process has its own page, too. */
function ProcessLink({
  story,
  instance,
}: {
  story: CaseStory;
  instance: CaseStory["processInstances"][number] | undefined;
}) {
  const processId = instance?.processId ?? story.process ?? "";
  return (
    <AppLink href={`/processes/${encodeURIComponent(processId)}`}>{instance?.processName ?? story.process}</AppLink>
  );
}

/** An active case goes on growing older between its events. */
function Duration({ story }: { story: CaseStory }) {
  const now = useNow();
  const isRunning = story.state === "active" && now !== null;
  return (
    <span className="number">
      {formatDuration(isRunning ? Math.max(0, now - Date.parse(story.startedAt)) : story.durationMs)}
    </span>
  );
}
