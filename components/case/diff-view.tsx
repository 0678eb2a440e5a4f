"use client";

import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Loaded } from "@/components/shell/loaded";
import { plural } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CaseEventWithPayload } from "@/lib/api/contract/cases";
import styles from "./diff-view.module.css";
import { CHANGES_MAX, diffJson, type JsonChange } from "./json-diff";
import { parseJson } from "./json-tree";
import type { Previous } from "./previous-events";
import { caseEventQuery } from "./use-case-event";

interface DiffViewProps {
  caseId: string;
  event: CaseEventWithPayload;
  /** At least one. */
  previous: readonly Previous[];
  onSelectEvent: (eventId: string) => void;
}

/** What an event says otherwise than the one before it of the same activity, or of the same key. */
export function DiffView({ caseId, event, previous, onSelectEvent }: DiffViewProps) {
  const [chosenId, setChosenId] = useState(previous[0]?.id ?? "");
  const chosen = previous.find(({ id }) => id === chosenId) ?? previous[0];
  const query = useQuery({ ...caseEventQuery(caseId, chosen?.event.id ?? ""), enabled: chosen !== undefined });
  if (chosen === undefined) return null;
  return (
    <div className={styles["diff"]}>
      <NativeSelect
        aria-label="Compare with the previous event of the"
        data={previous.map(({ id, words }) => ({ value: id, label: `Previous with the ${words}` }))}
        value={chosen.id}
        onChange={({ currentTarget }) => setChosenId(currentTarget.value)}
      />
      <p className="muted">
        <button type="button" className={styles["event"]} onClick={() => onSelectEvent(chosen.event.id)}>
          {chosen.event.title}
        </button>{" "}
        from {chosen.event.producer}, <RelativeTime at={chosen.event.occurredAt} />
      </p>
      <Loaded query={query} what="The previous event" rows={3}>
        {(before) => <PayloadChanges before={before?.payload ?? null} after={event.payload} />}
      </Loaded>
    </div>
  );
}

/** Part by part, what became of one payload in another. */
export function PayloadChanges({ before, after }: { before: string | null; after: string | null }) {
  const diff = useMemo(() => {
    const [one, other] = [before, after].map((text) => (text === null ? null : parseJson(text)));
    return one == null || other == null ? null : diffJson(one.value, other.value);
  }, [before, after]);
  if (diff === null) return <p className="muted">Only JSON can be compared part by part; one of the two is none.</p>;
  if (diff.changes.length === 0) return <p>Both payloads say the same.</p>;
  return (
    <>
      <p className="muted">{plural(diff.changes.length, "difference")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <ul aria-label="Differences" className={styles["changes"]} tabIndex={0}>
        {diff.changes.map((change) => (
          <ChangeItem key={change.path} change={change} />
        ))}
      </ul>
      {diff.isCut ? <p className="muted">Cut after {CHANGES_MAX} differences.</p> : null}
    </>
  );
}

const SIGNS: Record<JsonChange["kind"], string> = { added: "+", removed: "−", changed: "≠" };

function ChangeItem({ change: { path, kind, before, after } }: { change: JsonChange }) {
  return (
    <li data-kind={kind}>
      <span className={styles["path"]}>
        <span aria-hidden>{SIGNS[kind]}</span> {path === "" ? "the whole" : path} <span className="muted">{kind}</span>
      </span>
      {before === null ? null : <del>{before}</del>}
      {after === null ? null : <ins>{after}</ins>}
    </li>
  );
}
