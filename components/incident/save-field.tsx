"use client";

import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import styles from "./incident-group.module.css";

interface SaveFieldProps {
  label: string;
  placeholder: string;
  /** As it is saved; null when there is none. */
  value: string | null;
  maxLength: number;
  isBusy: boolean;
  whyNot: string | null;
  onSave: (value: string | null) => void;
}

/** One line that is saved by itself. An empty one takes it away. */
export function SaveField({ label, placeholder, value, maxLength, isBusy, whyNot, onSave }: SaveFieldProps) {
  const [text, setText] = useState(value ?? "");
  const wanted = text.trim() === "" ? null : text.trim();
  return (
    <form
      className={styles["field"]}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(wanted);
      }}
    >
      <TextInput
        label={label}
        placeholder={placeholder}
        value={text}
        maxLength={maxLength}
        disabled={whyNot !== null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        loading={isBusy}
        disabled={wanted === value || whyNot !== null}
        aria-label={`Save: ${label}`}
      >
        Save
      </Button>
    </form>
  );
}
