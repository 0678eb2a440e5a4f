"use client";

import { ActionIcon, Button, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { KeyRule } from "@/lib/domain/decode-rules";
import styles from "./correlation.module.css";
import { NEW_KEY } from "./rule-draft";

interface KeyRowsProps {
  keys: readonly KeyRule[];
  problemOf: (field: string) => string | null;
  onChange: (keys: KeyRule[]) => void;
}

/** The fields of a record that are keys. Fields that hold the same thing under other names get the same key name. */
export function KeyRows({ keys, problemOf, onChange }: KeyRowsProps) {
  return (
    <fieldset className={styles["keys"]}>
      <legend>Keys</legend>
      {keys.map((key, index) => (
        <KeyRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a key is its place in the rule; two may be equal while they are typed
          key={index}
          of={key}
          place={index + 1}
          problemOf={(field) => problemOf(`${index}.${field}`)}
          onChange={(changed) => onChange(keys.flatMap((one, at) => (at === index ? (changed ?? []) : one)))}
        />
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={12} aria-hidden />}
        onClick={() => onChange([...keys, NEW_KEY])}
      >
        Add a key
      </Button>
    </fieldset>
  );
}

const ROLES = [
  { value: "link", label: "link: ties events" },
  { value: "shared", label: "shared: never ties" },
  { value: "ignore", label: "ignore: is no key" },
];

interface KeyRowProps {
  of: KeyRule;
  place: number;
  problemOf: (field: string) => string | null;
  onChange: (key: KeyRule | null) => void;
}

function KeyRow({ of: key, place, problemOf, onChange }: KeyRowProps) {
  return (
    <div className={styles["key"]}>
      <TextInput
        aria-label={`Name of key ${place}`}
        placeholder="orderId"
        value={key.name}
        error={problemOf("name")}
        onChange={({ currentTarget: { value } }) => onChange({ ...key, name: value })}
      />
      <TextInput
        aria-label={`Path of key ${place}`}
        placeholder="$.data.orderId, header:name or key"
        className={styles["path"] ?? ""}
        value={key.path}
        error={problemOf("path")}
        onChange={({ currentTarget: { value } }) => onChange({ ...key, path: value })}
      />
      <NativeSelect
        size="xs"
        aria-label={`Role of key ${place}`}
        data={ROLES}
        value={key.role}
        onChange={({ currentTarget: { value } }) => onChange({ ...key, role: value as KeyRule["role"] })}
      />
      <NumberInput
        aria-label={`Priority of key ${place}: the smallest names the case`}
        title="Priority: of a case's keys the one with the smallest names it"
        min={0}
        max={1000}
        hideControls
        value={key.priority}
        onChange={(value) => onChange({ ...key, priority: typeof value === "number" ? value : NEW_KEY.priority })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Remove key ${place}: ${key.name || "new"}`}
        onClick={() => onChange(null)}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}
