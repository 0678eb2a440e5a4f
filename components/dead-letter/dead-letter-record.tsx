"use client";

import { Button, Table } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { DeadLetterDetail } from "@/lib/api/contract/dead-letters";
import { useWhyNot } from "../shell/session";
import { CopyButton } from "../ui/copy-button";
import { QuotedText } from "../ui/details";
import styles from "./dead-letter.module.css";
import { spread } from "./json-problem";

/** The record itself: its value as far as the role may see it, and its headers. */
export function DeadLetterRecord({ letter }: { letter: DeadLetterDetail }) {
  const { record } = letter;
  const whyNotBytes = useWhyNot("analyst");
  if (record === null) {
    return <p className="muted">Its bytes are not there any more: neither in Kafka nor, whole, in the event log.</p>;
  }
  return (
    <>
      <h4>Payload</h4>
      {record.value === null ? (
        <p className="muted">It has no value: a tombstone.</p>
      ) : (
        <QuotedText label="Payload">{spread(record.value)}</QuotedText>
      )}
      <div className={styles["buttons"]}>
        {record.value === null ? null : <CopyButton text={record.value} what="payload" size={28} />}
        {whyNotBytes === null && !record.isMasked ? (
          <Button
            component="a"
            href={`/api/v1/dead-letters/value?id=${encodeURIComponent(letter.id)}`}
            download
            variant="subtle"
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            Its bytes
          </Button>
        ) : null}
      </div>
      <Headers letter={letter} />
    </>
  );
}

function Headers({ letter }: { letter: DeadLetterDetail }) {
  const headers = letter.record?.headers ?? [];
  if (headers.length === 0) return null;
  return (
    <details>
      <summary>{headers.length} headers</summary>
      <Table className={styles["headers"] ?? ""} aria-label="Headers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Value</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {headers.map(({ name, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a header may come several times, and the list never changes
            <Table.Tr key={index}>
              <Table.Td>
                <code>{name}</code>
              </Table.Td>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}
