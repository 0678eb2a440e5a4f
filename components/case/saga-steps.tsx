"use client";

import { IconArrowRight } from "@tabler/icons-react";
import { SagaBadge } from "@/components/saga/saga-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CaseEvent, SagaStep, SagaStory } from "@/lib/api/contract/cases";
import styles from "./saga-steps.module.css";
import type { CaseUrl } from "./use-case-url";

interface SagaStepsProps {
  saga: SagaStory;
  url: CaseUrl;
  trace: readonly CaseEvent[];
  nameOf: (elementId: string) => string | null;
}

/** The steps of a saga in the order in which they were done, what became of each, and who says so. */
export function SagaSteps({ saga, url, trace, nameOf }: SagaStepsProps) {
  return (
    <div className={styles["saga"]}>
      <p className={styles["lead"]}>
        <SagaBadge state={saga.state} />
        <span>{LEADS[saga.state]}</span>
        {saga.state === "compensation-pending" && saga.dueAt !== null ? (
          <span className="muted">
            Held to be lost <RelativeTime at={saga.dueAt} />.
          </span>
        ) : null}
      </p>
      <ol className={styles["steps"]} aria-label="Steps of the saga">
        {saga.steps.map((step) => (
          <li key={step.subject} className={styles["step"]} data-state={step.state}>
            <h3>{step.subject}</h3>
            <p className={styles["way"]}>
              <SagaBadge state={step.state === "failed" ? "failed" : "done"} />
              {step.state === "done" || step.state === "failed" ? null : (
                <>
                  <IconArrowRight size={14} aria-label="then" /> <SagaBadge state={step.state} />
                </>
              )}
            </p>
            <Marks step={step} url={url} trace={trace} nameOf={nameOf} />
          </li>
        ))}
      </ol>
    </div>
  );
}

const LEADS: Readonly<Record<SagaStory["state"], string>> = {
  running: "No step failed so far.",
  done: "All steps were done, and nothing has to be taken back.",
  compensated: "A step failed, and what was done before it was taken back.",
  "compensation-pending": "A step failed, and what was done before it is being taken back.",
  "not-compensated": "A step failed, and something that was done before it was not taken back.",
};

const VERBS = { done: "done by", undone: "taken back by", failed: "failed:" } as const;

/** Each fact leads to its event, as the rows of the other tabs do. */
function Marks({ step, url, trace, nameOf }: Omit<SagaStepsProps, "saga"> & { step: SagaStep }) {
  return (
    <ul className={styles["marks"]}>
      {step.marks.map((mark) => {
        const event = trace.find(({ id }) => id === mark.eventId);
        return (
          <li key={`${mark.eventId} ${mark.kind}`}>
            <button
              type="button"
              className={styles["mark"]}
              aria-current={url.event === mark.eventId ? "true" : undefined}
              disabled={event === undefined}
              onClick={() => event !== undefined && url.selectEvent(event)}
            >
              <span className="muted">{VERBS[mark.kind]}</span> <strong>{nameOf(mark.name) ?? mark.name}</strong>{" "}
              <span className="muted">of {mark.producer}</span>
            </button>
            <RelativeTime at={mark.at} />
          </li>
        );
      })}
      {step.state === "not-compensated" || step.state === "compensation-pending" ? <Owed step={step} /> : null}
    </ul>
  );
}

/** What an engine holds to be taken back is not, as long as the service does not say so. */
function Owed({ step }: { step: SagaStep }) {
  const isHalf = step.marks.some(({ kind }) => kind === "undone");
  return (
    <li className={styles["owed"]}>
      {isHalf
        ? "Not all who told that it was done told that it was taken back."
        : "Nobody told that it was taken back."}
    </li>
  );
}
