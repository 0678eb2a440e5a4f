"use client";

import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconSend, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { IconButton } from "../ui/icon-button";
import styles from "./dead-letter.module.css";
import { sizeProblem } from "./json-problem";
import { RecordOperation } from "./record-operation";

interface PublishRecordProps {
  source: string;
  topic: string;
  /** Whether an ingest worker reads the topic: to others nothing is written. */
  isRead: boolean;
}

/** Writes one record to a topic. */
export function PublishRecord({ source, topic, isRead }: PublishRecordProps) {
  const [isOpen, setOpen] = useState(false);
  const whyNot = useWhyNot("operator");
  const unread = isRead
    ? null
    : "Records are published only to topics that a source reads, so that it is seen what they do.";
  return (
    <>
      <ActionButton
        variant="default"
        whyNot={whyNot ?? unread}
        leftSection={<IconSend size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Publish a record
      </ActionButton>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`Publish a record to ${topic}`}
        size="xl"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {isOpen ? <PublishForm id={`${source}/${topic}`} onClose={() => setOpen(false)} /> : null}
      </Modal>
    </>
  );
}

type Header = { readonly row: number; readonly name: string; readonly value: string };

const NOTHING = { value: "" };

function PublishForm({ id, onClose }: { id: string; onClose: () => void }) {
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const [headers, setHeaders] = useState<readonly Header[]>([]);
  const named = headers.filter(({ name }) => name !== "").map(({ name, value: text }) => ({ name, value: text }));
  return (
    <RecordOperation
      action="publish-record"
      ids={[id]}
      parameters={{ key: key === "" ? null : key, headers: named, value }}
      previewed={NOTHING}
      whyNot={value === "" ? "Write a value." : sizeProblem(value)}
      verb="Publish"
      onClose={onClose}
    >
      <TextInput
        label="Key"
        description="Empty: none."
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <Textarea
        className={styles["code"] ?? ""}
        label="Value"
        value={value}
        autosize
        minRows={5}
        maxRows={18}
        spellCheck={false}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <HeaderFields headers={headers} onChange={setHeaders} />
    </RecordOperation>
  );
}

interface HeaderFieldsProps {
  headers: readonly Header[];
  onChange: (headers: readonly Header[]) => void;
}

function HeaderFields({ headers, onChange }: HeaderFieldsProps) {
  const change = (row: number, to: Partial<Header>) =>
    onChange(headers.map((header) => (header.row === row ? { ...header, ...to } : header)));
  const next = (headers.at(-1)?.row ?? 0) + 1;
  return (
    <fieldset className={styles["steps"]}>
      <legend>Headers</legend>
      {headers.map(({ row, name, value }, index) => (
        <div key={row} className={styles["buttons"]}>
          <TextInput
            aria-label={`Name of header ${index + 1}`}
            placeholder="Name"
            value={name}
            onChange={(event) => change(row, { name: event.currentTarget.value.trim() })}
          />
          <TextInput
            aria-label={`Value of header ${index + 1}`}
            placeholder="Value"
            value={value}
            onChange={(event) => change(row, { value: event.currentTarget.value })}
          />
          <IconButton
            label={`Remove header ${index + 1}`}
            onPress={() => onChange(headers.filter((header) => header.row !== row))}
          >
            <IconX size={16} />
          </IconButton>
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...headers, { row: next, name: "", value: "" }])}
        >
          Add a header
        </Button>
      </div>
    </fieldset>
  );
}
