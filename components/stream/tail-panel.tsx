"use client";

import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { createParser, parseAsString, useQueryStates } from "nuqs";
import { QueryProblem } from "../shell/query-problem";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { present } from "../ui/present";
import { RecordFilterFields } from "./record-filter";
import { RecordTable } from "./record-table";
import { type RecordLines, useRecordLines } from "./use-record-lines";

const KEPT = 500;

interface TailPanelProps {
  source: string;
  topic: string;
}

/** The newest records of a topic, and what comes, for as long as somebody looks. */
export function TailPanel({ source, topic }: TailPanelProps) {
  const whyNot = useWhyNot("analyst");
  const [{ tail, offset, ...filter }, setValues] = useQueryStates(TAIL);
  const isOn = tail && whyNot === null;
  const asked = isOn ? { source, topic, ...present(filter) } : null;
  const lines = useRecordLines({ call: "tailTopic", asked, keep: KEPT });
  return (
    <Panel
      title="Live tail"
      flush
      aside={
        <ActionButton
          whyNot={whyNot}
          variant="default"
          leftSection={tail ? <IconPlayerPause size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />}
          onClick={() => void setValues({ tail: !tail })}
        >
          {tail ? "Pause" : "Look at what comes"}
        </ActionButton>
      }
    >
      <RecordFilterFields values={filter} onChange={(change) => void setValues(change)} />
      {lines.problem === null ? null : <QueryProblem error={lines.problem} what="The tail" />}
      <TailRecords lines={lines} isOn={isOn} openId={offset} onOpen={(id) => void setValues({ offset: id })} />
    </Panel>
  );
}

interface TailRecordsProps {
  lines: RecordLines;
  isOn: boolean;
  openId: string | null;
  onOpen: (id: string | null) => void;
}

function TailRecords({ lines, isOn, openId, onOpen }: TailRecordsProps) {
  const { records, end, skipped } = lines;
  if (records.length > 0) {
    const state = isOn ? (end ?? "live") : "paused";
    const footer = footerOf(records.length, skipped, state);
    return <RecordTable label="Newest records" records={records} openId={openId} onOpen={onOpen} footer={footer} />;
  }
  if (lines.problem !== null) return null;
  return isOn ? (
    <EmptyState title={end ?? "Nothing fits yet"}>
      Records show here as they come. What is older is found by the search.
    </EmptyState>
  ) : (
    <EmptyState title="Not looking">
      A tail reads the topic without a consumer group, commits nothing, and ends when nobody looks.
    </EmptyState>
  );
}

/** `?tail=1`, as one would type it. */
const parseAsBit = createParser({
  parse: (text) => text === "1" || text === "true",
  serialize: (isOn: boolean) => (isOn ? "1" : "0"),
}).withDefault(false);

const TAIL = {
  tail: parseAsBit,
  offset: parseAsString,
  key: parseAsString.withDefault(""),
  header: parseAsString.withDefault(""),
  value: parseAsString.withDefault(""),
};

function footerOf(count: number, skipped: number, state: string): string {
  const left = skipped === 0 ? "" : ` · ${plural(skipped, "record")} came too fast to show`;
  return `${plural(count, "record")}, ${KEPT} at most · ${state}${left}`;
}
