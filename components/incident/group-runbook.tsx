"use client";

import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { IncidentGroupDetail } from "@/lib/api/contract/incident-groups";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { RelativeTime } from "../ui/relative-time";
import { Skeleton } from "../ui/skeleton";
import styles from "./incident-group.module.css";
import type { ChangingGroup } from "./use-change-group";
import type { RetryGroup } from "./use-retry-group";

/** Markdown is read only by those who open a group. */
const RunbookText = lazy(async () => {
  const { RunbookText: text } = await import("./runbook-text");
  return { default: text };
});

type Scope = IncidentGroupDetail["runbooks"][number]["scope"];

interface GroupRunbookProps {
  detail: IncidentGroupDetail;
  changing: ChangingGroup;
  retry: RetryGroup;
}

/** How to mend it: what was written for this group, then what holds for its element. */
export function GroupRunbook({ detail, changing, retry }: GroupRunbookProps) {
  const [isEditing, setEditing] = useState(false);
  const whyNot = useWhyNot("operator");
  const { runbooks } = detail;
  return (
    <section aria-label="Runbook" className={styles["part"]}>
      <div className={styles["head"]}>
        <h3>Runbook</h3>
        {isEditing ? null : (
          <ActionButton whyNot={whyNot} variant="subtle" onClick={() => setEditing(true)}>
            {runbooks.length === 0 ? "Write a runbook" : "Edit"}
          </ActionButton>
        )}
      </div>
      {isEditing ? (
        <RunbookEditor detail={detail} changing={changing} onClose={() => setEditing(false)} />
      ) : runbooks.length === 0 ? (
        <p className="muted">Nobody wrote yet how to mend this.</p>
      ) : (
        [...runbooks]
          .sort((one, other) => other.scope.localeCompare(one.scope))
          .map(({ scope, markdown, savedAt, savedBy }) => (
            <div key={scope}>
              <Suspense fallback={<Skeleton label="the runbook" />}>
                <RunbookText markdown={markdown} retry={retry} />
              </Suspense>
              <p className="muted">
                For {scope === "group" ? "this group" : `whatever stops at ${detail.element ?? "its element"}`}, by{" "}
                {savedBy} <RelativeTime at={savedAt} />
              </p>
            </div>
          ))
      )}
    </section>
  );
}

interface RunbookEditorProps {
  detail: IncidentGroupDetail;
  changing: ChangingGroup;
  onClose: () => void;
}

function RunbookEditor({ detail, changing, onClose }: RunbookEditorProps) {
  const textOf = (of: Scope) => detail.runbooks.find(({ scope }) => scope === of)?.markdown ?? "";
  const [scope, setScope] = useState<Scope>("group");
  const [text, setText] = useState(textOf("group"));
  return (
    <form
      className={styles["part"]}
      onSubmit={(event) => {
        event.preventDefault();
        changing.mutate({ change: "runbook", scope, markdown: text }, { onSuccess: onClose });
      }}
    >
      {detail.element === null ? null : (
        <SegmentedControl
          aria-label="What the runbook is for"
          data={[
            { value: "group", label: "This group" },
            { value: "element", label: `Whatever stops at ${detail.element}` },
          ]}
          value={scope}
          onChange={(next) => {
            const chosen = next === "element" ? "element" : "group";
            setScope(chosen);
            setText(textOf(chosen));
          }}
        />
      )}
      <Textarea
        label="Runbook"
        description="Markdown. [Retry them](throughline:retry-incident) becomes a button that asks about the incidents of this group. Empty: none."
        autosize
        minRows={6}
        maxRows={20}
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles["buttons"]}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={changing.isPending}>
          Save runbook
        </Button>
      </div>
    </form>
  );
}
