"use client";

import { Modal, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { DeadLetterDetail } from "@/lib/api/contract/dead-letters";
import { JsonEditor } from "../ui/json-editor";
import styles from "./dead-letter.module.css";
import { jsonProblem, sizeProblem, spread } from "./json-problem";
import { RecordOperation } from "./record-operation";

interface EditDialogProps {
  /** Null while the dialog is closed. */
  letter: DeadLetterDetail | null;
  onClose: () => void;
}

/** Writes a dead letter back with another value, key or topic. */
export function EditDialog({ letter, onClose }: EditDialogProps) {
  return (
    <Modal
      opened={letter !== null}
      onClose={onClose}
      title="Edit and replay"
      size="xl"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {letter === null ? null : <EditForm letter={letter} onClose={onClose} />}
    </Modal>
  );
}

function EditForm({ letter, onClose }: { letter: DeadLetterDetail; onClose: () => void }) {
  const before = letter.record?.value ?? "";
  const [original] = useState(() => spread(before));
  const [value, setValue] = useState(original);
  const [key, setKey] = useState(letter.record?.key ?? "");
  const [topic, setTopic] = useState(letter.originalTopic ?? "");
  const isJson = jsonProblem(before) === null;
  const problem = sizeProblem(value) ?? (isJson ? jsonProblem(value) : null);
  const target = topic === (letter.originalTopic ?? "") ? {} : { targetTopic: topic };
  const parameters = {
    ...target,
    ...(value === original ? {} : { value }),
    ...(key === (letter.record?.key ?? "") ? {} : { key }),
  };
  return (
    <RecordOperation
      action="replay-record"
      ids={[letter.id]}
      parameters={parameters}
      previewed={target}
      whyNot={topic === "" ? "Name the topic that it goes to." : problem}
      verb="Replay"
      onClose={onClose}
    >
      <ValueField isJson={isJson} value={value} problem={problem} onChange={setValue} />
      <TextInput label="Key" value={key} onChange={(event) => setKey(event.currentTarget.value)} />
      <TextInput
        label="Topic"
        description="Where it is written to; by default where it came from."
        value={topic}
        onChange={(event) => setTopic(event.currentTarget.value.trim())}
      />
    </RecordOperation>
  );
}

interface ValueFieldProps {
  isJson: boolean;
  value: string;
  problem: string | null;
  onChange: (value: string) => void;
}

function ValueField({ isJson, value, problem, onChange }: ValueFieldProps) {
  if (isJson) {
    return (
      <JsonEditor
        label="Value"
        description="JSON. It is checked against its schema where the registry has one, else only to be JSON. An id that you leave as it is becomes a new one."
        value={value}
        problem={problem}
        onChange={onChange}
      />
    );
  }
  return (
    <Textarea
      className={styles["code"] ?? ""}
      label="Value"
      description="The original is not JSON; whatever you write is written."
      value={value}
      error={problem}
      autosize
      minRows={6}
      maxRows={18}
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
