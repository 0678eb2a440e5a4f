"use client";

import { Button, SegmentedControl, Select } from "@mantine/core";
import { IconPlayerStop, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { topicsQuery } from "@/lib/client/queries";
import { QueryProblem } from "../shell/query-problem";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { EmptyState } from "../ui/empty-state";
import { formatCount, plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { present } from "../ui/present";
import { RecordFilterFields } from "./record-filter";
import { RecordTable } from "./record-table";
import styles from "./stream.module.css";
import { type RecordLines, useRecordLines } from "./use-record-lines";

const WHERE = ["projected", "kafka"] as const;
const WINDOWS = [
  { value: "now-15m", label: "Last 15 minutes" },
  { value: "now-1h", label: "Last hour" },
  { value: "now-24h", label: "Last 24 hours" },
  { value: "now-7d", label: "Last 7 days" },
];
const KEPT = 500;

const SEARCH = {
  in: parseAsStringLiteral(WHERE).withDefault("projected"),
  on: parseAsString,
  from: parseAsString,
  key: parseAsString.withDefault(""),
  header: parseAsString.withDefault(""),
  value: parseAsString.withDefault(""),
  offset: parseAsString,
};

/** Records by key, header, value and time: of what is projected over all topics, or of one topic where it lies. */
export function SearchTab() {
  const [{ in: where, on, from, offset, ...filter }, setValues] = useQueryStates(SEARCH);
  const [source, topic] = splitPlace(on);
  const question = { in: where, ...present({ source, topic, from, ...filter }) };
  const [asked, setAsked] = useState<typeof question | null>(null);
  const lines = useRecordLines({ call: "searchRecords", asked, keep: KEPT });
  const isRunning = asked !== null && lines.end === null && lines.problem === null;
  return (
    <Panel title="Search records" hasHead={false} flush grow>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(question);
        }}
      >
        <SearchPlace
          place={{ in: where, on, from }}
          onChange={(change) => void setValues(change)}
          onSearch={() => setAsked(question)}
          onStop={isRunning ? () => setAsked(null) : null}
        />
        <RecordFilterFields values={filter} onChange={(change) => void setValues(change)} />
      </form>
      {lines.problem === null ? null : <QueryProblem error={lines.problem} what="The search" />}
      <p role="status" className={styles["note"]}>
        {progressWords(lines, isRunning)}
      </p>
      {lines.records.length === 0 ? (
        <Nothing isAsked={asked !== null} isRunning={isRunning} />
      ) : (
        <RecordTable
          label="Found records"
          records={lines.records}
          openId={offset}
          onOpen={(id) => void setValues({ offset: id })}
          footer={`${plural(lines.records.length, "record")} found`}
        />
      )}
    </Panel>
  );
}

interface SearchPlaceProps {
  place: { in: (typeof WHERE)[number]; on: string | null; from: string | null };
  onChange: (change: Partial<SearchPlaceProps["place"]>) => void;
  onSearch: () => void;
  /** Null while nothing is searched. */
  onStop: (() => void) | null;
}

/** Where and when to look, and the button that begins. */
function SearchPlace({ place, onChange, onSearch, onStop }: SearchPlaceProps) {
  const isOnKafka = place.in === "kafka";
  const whyNot = useWhyNot("analyst");
  const needsTopic = isOnKafka && place.on === null ? "Choose a topic: a cluster is searched topic by topic." : null;
  return (
    <div className={styles["where"]}>
      <SegmentedControl
        aria-label="Where to search"
        data={[
          { value: "projected", label: "What is projected" },
          { value: "kafka", label: "On Kafka itself" },
        ]}
        value={place.in}
        onChange={(next) => onChange({ in: next === "kafka" ? "kafka" : "projected" })}
      />
      <TopicSelect isLiveOnly={isOnKafka} value={place.on} onChange={(on) => onChange({ on })} />
      <Select
        aria-label="Time window"
        placeholder="Any time"
        clearable
        clearButtonProps={{ "aria-label": "Any time" }}
        data={WINDOWS}
        value={place.from}
        onChange={(from) => onChange({ from })}
      />
      <ActionButton whyNot={whyNot ?? needsTopic} leftSection={<IconSearch size={14} aria-hidden />} onClick={onSearch}>
        Search
      </ActionButton>
      {onStop === null ? null : (
        <Button variant="default" leftSection={<IconPlayerStop size={14} aria-hidden />} onClick={onStop}>
          Stop
        </Button>
      )}
    </div>
  );
}

interface TopicSelectProps {
  isLiveOnly: boolean;
  value: string | null;
  onChange: (place: string | null) => void;
}

function TopicSelect({ isLiveOnly, value, onChange }: TopicSelectProps) {
  const { data } = useQuery(topicsQuery());
  const topics = (data?.items ?? []).filter(({ isLive }) => isLive || !isLiveOnly);
  return (
    <Select
      aria-label="Topic"
      placeholder={isLiveOnly ? "Choose a topic" : "All topics"}
      clearable
      clearButtonProps={{ "aria-label": "All topics" }}
      searchable
      data={topics.map(({ source, topic }) => ({ value: `${source}/${topic}`, label: `${topic} (${source})` }))}
      value={value}
      onChange={onChange}
    />
  );
}

/** A source's name has no slash in it; a topic's neither. */
function splitPlace(place: string | null): readonly [string | null, string | null] {
  const slash = place?.lastIndexOf("/") ?? -1;
  return place === null || slash < 0 ? [null, null] : [place.slice(0, slash), place.slice(slash + 1)];
}

function progressWords({ progress, end }: RecordLines, isRunning: boolean): string {
  const scanned =
    progress === null ? "" : `Scanned ${formatCount(progress.scanned)} of ~${formatCount(progress.total)}.`;
  if (isRunning) return scanned === "" ? "Searching …" : scanned;
  return [scanned, end ?? ""].filter((text) => text !== "").join(" ");
}

function Nothing({ isAsked, isRunning }: { isAsked: boolean; isRunning: boolean }) {
  if (isRunning) return null;
  return isAsked ? (
    <EmptyState title="Nothing was found">Widen the time window, or leave a condition out.</EmptyState>
  ) : (
    <EmptyState title="What are you looking for?">
      A key finds the records of its cases at once. Headers and values are looked through within the topic and the time
      window.
    </EmptyState>
  );
}
