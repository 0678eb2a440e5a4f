"use client";

import { Button, SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import { useCopy } from "@/components/ui/copy-text";
import { formatBytes } from "@/components/ui/format-number";
import type { CaseEventWithPayload } from "@/lib/api/contract/cases";
import styles from "./event-detail.module.css";
import { parseJson } from "./json-tree";
import { JsonView } from "./json-view";

/** Longer raw text than this makes a page stutter; the rest is there by copying. */
const RAW_SHOWN_MAX = 200_000;

/** What the record held: as a tree when it is JSON, and always as the text that it was. */
export function PayloadView({ event }: { event: CaseEventWithPayload }) {
  const { payload, payloadEncoding } = event;
  const json = useMemo(
    () => (payload === null || payloadEncoding === "base64" ? null : parseJson(payload)),
    [payload, payloadEncoding],
  );
  const [view, setView] = useState<"tree" | "raw">("tree");
  const { copied, copy } = useCopy();
  if (payload === null) return <p className="muted">{absenceWords(event)}</p>;
  return (
    <>
      <div className={styles["bar"]}>
        {json === null ? null : (
          <SegmentedControl
            aria-label="Show the payload as"
            data={[
              { value: "tree", label: "Tree" },
              { value: "raw", label: "Raw" },
            ]}
            value={view}
            onChange={(value) => setView(value as "tree" | "raw")}
          />
        )}
        <span className="muted">{noteWords(event)}</span>
        <Button variant="default" onClick={() => copy(payload, "Payload")}>
          {copied ? "Copied" : "Copy payload"}
        </Button>
      </div>
      {json !== null && view === "tree" ? (
        <JsonView value={json.value} label="Payload" />
      ) : (
        <section aria-label="Payload as text" className={styles["raw"]}>
          <pre>{payload.slice(0, RAW_SHOWN_MAX)}</pre>
        </section>
      )}
    </>
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
    ...(masked ? ["parts are masked for your role"] : []),
  ].join(" · ");
}
