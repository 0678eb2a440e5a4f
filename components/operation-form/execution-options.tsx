"use client";

import { TextInput } from "@mantine/core";
import type { ExecutionFields } from "./execution";
import styles from "./operation-form.module.css";

interface ExecutionOptionsProps {
  fields: ExecutionFields;
  onChange: (fields: ExecutionFields) => void;
}

/** For many at once: a few first, how fast, when it is to stop by itself, and when it begins. */
export function ExecutionOptions({ fields, onChange }: ExecutionOptionsProps) {
  const set = (name: keyof ExecutionFields) => (event: { currentTarget: { value: string } }) =>
    onChange({ ...fields, [name]: event.currentTarget.value });
  return (
    <details className={styles["execution"]}>
      <summary>How it goes on</summary>
      <div className={styles["columns"]}>
        <TextInput
          label="Canary"
          description="So many first, then it waits for you."
          inputMode="numeric"
          value={fields.canary}
          onChange={set("canary")}
        />
        <TextInput
          label="A second"
          description="How many are asked a second; 50 if left empty."
          inputMode="decimal"
          value={fields.itemsPerSecond}
          onChange={set("itemsPerSecond")}
        />
        <TextInput
          label="Stop at failures, in %"
          description="Pauses by itself when so many of them fail."
          inputMode="decimal"
          value={fields.stopAtFailurePercent}
          onChange={set("stopAtFailurePercent")}
        />
        <TextInput
          label="Start at"
          description="In your local time; at once if left empty."
          type="datetime-local"
          value={fields.startAt}
          onChange={set("startAt")}
        />
      </div>
    </details>
  );
}
