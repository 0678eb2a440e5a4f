"use client";

import { Drawer } from "@mantine/core";
import { CopyButton } from "../ui/copy-button";
import { Details, Fact, Facts, QuotedText } from "../ui/details";
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
      {record === null ? null : <RecordFacts record={record} />}
    </Drawer>
  );
}

function RecordFacts({ record }: { record: QuarantinedRecord }) {
  return (
    <Details>
      <p>{record.reason}</p>
      <Facts>
        <Fact name="Source">{record.source}</Fact>
        <Fact name="Recorded">
          <RelativeTime at={record.recordedAt} none="not known" />
        </Fact>
        <Fact name="Size">{formatBytes(record.bytes)}</Fact>
        <Fact name="State">{record.state}</Fact>
      </Facts>
      <QuotedText label="The first bytes as text">{record.preview}</QuotedText>
      <div className={styles["actions"]}>
        {record.state === "open" ? <RetryRecord record={record} /> : null}
        {record.valueBase64 === null ? null : <CopyButton text={record.valueBase64} what="bytes as base64" size={28} />}
      </div>
    </Details>
  );
}
