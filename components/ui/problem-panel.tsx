"use client";

import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useCopy } from "./copy-text";
import styles from "./problem-panel.module.css";

export interface ShownProblem {
  title: string;
  detail: string;
  status: number | null;
  requestId: string | null;
  at: string;
  errors: readonly { pointer: string; detail: string }[];
}

interface ProblemPanelProps {
  problem: ShownProblem;
  /** What could not be shown or done: "The incidents". */
  what: string;
  onRetry?: (() => void) | undefined;
}

/** The words of whoever failed, with time and request id to hand on to whoever can mend it. */
export function ProblemPanel({ problem, what, onRetry }: ProblemPanelProps) {
  const { copied, copy } = useCopy();
  return (
    <section role="alert" className={styles["panel"]} aria-label={`${what}: ${problem.title}`}>
      <IconAlertTriangle size={18} aria-hidden className={styles["icon"]} />
      <div className={styles["body"]}>
        <h2>
          {what}: {problem.title}
        </h2>
        <p className={styles["detail"]}>{problem.detail}</p>
        {problem.errors.length > 0 && (
          <ul className={styles["errors"]}>
            {problem.errors.map((error) => (
              <li key={`${error.pointer} ${error.detail}`}>
                <code>{error.pointer}</code> {error.detail}
              </li>
            ))}
          </ul>
        )}
        <p className="muted">{metaOf(problem)}</p>
        <div className={styles["actions"]}>
          {onRetry === undefined ? null : (
            <Button variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
          <Button variant="subtle" color="gray" onClick={() => copy(asText(what, problem), "Problem")}>
            {copied ? "Copied" : "Copy details"}
          </Button>
        </div>
      </div>
    </section>
  );
}

function metaOf({ at, requestId, status }: ShownProblem): string {
  const parts = [at];
  if (status !== null) parts.push(`status ${status}`);
  if (requestId !== null) parts.push(`request ${requestId}`);
  return parts.join(" · ");
}

function asText(what: string, problem: ShownProblem): string {
  const errors = problem.errors.map(({ pointer, detail }) => `${pointer}: ${detail}`);
  return [`${what}: ${problem.title}`, problem.detail, ...errors, metaOf(problem)].join("\n");
}
