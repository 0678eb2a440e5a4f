"use client";

import { Button, SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import { useCopy } from "@/components/ui/copy-text";
import { formatBytes } from "@/components/ui/format-number";
import type { CaseEventWithPayload } from "@/lib/api/contract/cases";
import { DiffView } from "./diff-view";
import styles from "./event-detail.module.css";
import { HexView } from "./hex-view";
import { parseJson } from "./json-tree";
import { JsonView } from "./json-view";
import type { Previous } from "./previous-events";

/** Longer raw text than this makes a page stutter; the rest is there by copying. */
const RAW_SHOWN_MAX = 200_000;

type View = "tree" | "raw" | "bytes" | "diff";
const VIEW_WORDS: Record<View, string> = { tree: "Tree", raw: "Raw", bytes: "Bytes", diff: "Diff" };

interface PayloadViewProps {
  caseId: string;
  event: CaseEventWithPayload;
  previous: readonly Previous[];
  onSelectEvent: (eventId: string) => void;
}

/** What the record held: as a tree when it is JSON, as the text and the bytes that it was, and beside what came before. */
export function PayloadView({ event, ...compared }: PayloadViewProps) {
  const { payload, payloadEncoding } = event;
  const json = useMemo(
    () => (payload === null || payloadEncoding === "base64" ? null : parseJson(payload)),
    [payload, payloadEncoding],
  );
  const [wanted, setWanted] = useState<View>("tree");
  const { copied, copy } = useCopy();
  if (payload === null) return <p className="muted">{absenceWords(event)}</p>;
  const views: readonly View[] = [
    ...(json === null ? [] : (["tree"] as const)),
    "raw",
    "bytes",
    ...(json === null || compared.previous.length === 0 ? [] : (["diff"] as const)),
  ];
  const view = views.includes(wanted) ? wanted : (views[0] ?? "raw");
  return (
    <>
      <div className={styles["bar"]}>
        <SegmentedControl
          aria-label="Show the payload as"
          data={views.map((each) => ({ value: each, label: VIEW_WORDS[each] }))}
          value={view}
          onChange={(value) => setWanted(value as View)}
        />
        <span className="muted">{noteWords(event)}</span>
        <Button variant="default" onClick={() => copy(payload, "Payload")}>
          {copied ? "Copied" : "Copy payload"}
        </Button>
      </div>
      <Shown view={view} payload={payload} json={json} event={event} {...compared} />
    </>
  );
}

type ShownProps = PayloadViewProps & { view: View; payload: string; json: { value: unknown } | null };

function Shown({ view, payload, json, event, ...compared }: ShownProps) {
  if (view === "tree" && json !== null) return <JsonView value={json.value} label="Payload" />;
  if (view === "bytes") return <HexView payload={payload} encoding={event.payloadEncoding} />;
  if (view === "diff") return <DiffView event={event} {...compared} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section aria-label="Payload as text" className={styles["raw"]} tabIndex={0}>
      <pre>{payload.slice(0, RAW_SHOWN_MAX)}</pre>
    </section>
  );
}

function absenceWords({ payloadBytes, masked }: CaseEventWithPayload): string {
  if (masked) return "The payload is masked for your role.";
  if (payloadBytes > 0) return `The payload of ${formatBytes(payloadBytes)} is not kept here; it is in its source.`;
  return "The record has no payload.";
}

function noteWords({ payloadBytes, payloadEncoding, truncated, masked }: CaseEventWithPayload): string {
  return [
    formatBytes(payloadBytes),
    ...(payloadEncoding === "base64" ? ["not text: shown as base64"] : []),
    ...(truncated ? ["cut: the whole is in its source"] : []),
    ...(masked ? ["parts are masked for your role, also in the bytes"] : []),
  ].join(" · ");
}
