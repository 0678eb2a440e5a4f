"use client";

import { Button, Modal } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import type { QuarantineGroup } from "@/lib/api/contract/streams";
import { QueryProblem } from "../shell/query-problem";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { ConfirmForm } from "../ui/confirm-form";
import { formatCount, plural } from "../ui/format-number";
import { ProgressBar } from "../ui/progress-bar";
import styles from "./stream.module.css";
import { type GroupRun, useRetryGroup } from "./use-retry-group";

interface RetryGroupProps {
  group: QuarantineGroup;
  isInRow?: boolean;
}

/** Decodes all records of a group again, for instance after the rule of their topic was mended. */
export function RetryGroup({ group, isInRow = false }: RetryGroupProps) {
  const [isOpen, setOpen] = useState(false);
  const whyNotAllowed = useWhyNot("operator");
  const what = plural(group.open, "record");
  return (
    <>
      <ActionButton
        whyNot={whyNotAllowed ?? (group.open > 0 ? null : "None of its records waits.")}
        variant={isInRow ? "subtle" : "filled"}
        leftSection={<IconRefresh size={14} aria-hidden />}
        aria-label={`Decode again: ${what} of ${group.topic}, ${group.reason}`}
        onClick={() => setOpen(true)}
      >
        Decode again
      </ActionButton>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`Decode ${what} of ${group.topic} again`}
        size="lg"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {isOpen ? <Steps group={group} onClose={() => setOpen(false)} /> : null}
      </Modal>
    </>
  );
}

function Steps({ group, onClose }: { group: QuarantineGroup; onClose: () => void }) {
  const { run, start, stop } = useRetryGroup(group.id);
  const [total] = useState(group.open);
  if (run.state !== "idle") return <Progress run={run} total={total} onStop={stop} onClose={onClose} />;
  return (
    <ConfirmForm
      confirm={`Decode ${plural(group.open, "record")} again`}
      isBusy={false}
      whyNot={null}
      onConfirm={(reason) => void start(reason)}
      onClose={onClose}
    >
      <p>{group.reason}</p>
      <p>
        Each is decoded with the rules in force now. Those that can be read take their own places in their cases, all
        others stay here with what is wrong with them. A rule that is mended counts once the configuration was read
        again: restart ingest and web first.
      </p>
    </ConfirmForm>
  );
}

interface ProgressProps {
  run: GroupRun;
  total: number;
  onStop: () => void;
  onClose: () => void;
}

function Progress({ run, total, onStop, onClose }: ProgressProps) {
  const done = run.projected + run.open;
  return (
    <div className={styles["steps"]}>
      <ProgressBar
        label="Records decoded again"
        succeeded={run.projected}
        failed={run.open}
        skipped={0}
        total={Math.max(total, done)}
      />
      <p aria-live="polite">{wordsOf(run)}</p>
      {run.error === null ? null : <QueryProblem error={run.error} what="The retry" />}
      {run.failures.length === 0 ? null : (
        <ul className={styles["failures"]} aria-label="Records that still cannot be read">
          {run.failures.map(({ id, stream, position, reason }) => (
            <li key={id}>
              {stream} at {formatCount(position)}: {reason}
            </li>
          ))}
        </ul>
      )}
      <div className={styles["actions"]}>
        {run.state === "running" ? (
          <Button variant="default" onClick={onStop}>
            Stop
          </Button>
        ) : (
          <Button variant="default" onClick={onClose} data-autofocus>
            Close
          </Button>
        )}
      </div>
    </div>
  );
}

function wordsOf({ state, projected, open }: GroupRun): string {
  const outcome = `${plural(projected, "record")} projected, ${formatCount(open)} still cannot be read.`;
  if (state === "running") return `Under way: ${outcome}`;
  return state === "done" ? `Done: ${outcome}` : `Stopped: ${outcome} The rest waits as before.`;
}
