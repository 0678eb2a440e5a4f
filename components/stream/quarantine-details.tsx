"use client";

import { Drawer } from "@mantine/core";
import { CopyButton } from "../ui/copy-button";
import { formatBytes } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import type { QuarantinedRecord } from "./quarantined-record";
import { RetryRecord } from "./retry-record";
import styles from "./stream.module.css";

interface QuarantineDetailsProps {
  record: QuarantinedRecord | null;
  onClose: () => void;
}

export function QuarantineDetails({ record, onClose }: QuarantineDetailsProps) {
  return (
    <Drawer
      opened={record !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={record === null ? "" : `Record ${record.position} of ${record.stream}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {record === null ? null : <Details record={record} />}
    </Drawer>
  );
}

function Details({ record }: { record: QuarantinedRecord }) {
  return (
    <div className={styles["details"]}>
      <p>{record.reason}</p>
      <dl className={styles["facts"]}>
        <dt>Source</dt>
        <dd>{record.source}</dd>
        <dt>Recorded</dt>
        <dd>
          <RelativeTime at={record.recordedAt} none="not known" />
        </dd>
        <dt>Size</dt>
        <dd>{formatBytes(record.bytes)}</dd>
        <dt>State</dt>
        <dd>{record.state}</dd>
      </dl>
      <section
        className={styles["preview"]}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
        tabIndex={0}
        aria-label="The first bytes as text"
      >
        <code>{record.preview}</code>
      </section>
      <div className={styles["actions"]}>
        {record.state === "open" ? <RetryRecord record={record} /> : null}
        {record.valueBase64 === null ? null : <CopyButton text={record.valueBase64} what="bytes as base64" size={28} />}
      </div>
    </div>
  );
}
