"use client";

import { Input } from "@mantine/core";
import { useEffect, useId, useRef } from "react";
import styles from "./json-editor.module.css";
import type { JsonEditorView } from "./json-editor-view";

interface JsonEditorProps {
  label: string;
  description?: string;
  value: string;
  /** What is wrong with it, in words; null when nothing is. */
  problem: string | null;
  onChange: (text: string) => void;
}

/** JSON with line numbers, colours and undo. Tab leaves it. The editor itself comes when it is needed first. */
export function JsonEditor({ label, description, value, problem, onChange }: JsonEditorProps) {
  const ids = { label: useId(), description: useId() };
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<JsonEditorView | null>(null);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };
  useEffect(() => {
    let isGone = false;
    void import("./json-editor-view").then(({ openJsonEditor }) => {
      if (isGone || place.current === null) return;
      view.current = openJsonEditor(place.current, {
        text: latest.current.value,
        labelId: ids.label,
        descriptionId: ids.description,
        onChange: (text) => latest.current.onChange(text),
      });
    });
    return () => {
      isGone = true;
      view.current?.close();
      view.current = null;
    };
  }, [ids.label, ids.description]);
  useEffect(() => view.current?.show(value), [value]);
  return (
    <div className={styles["field"]}>
      <Input.Label id={ids.label} component="span">
        {label}
      </Input.Label>
      {description === undefined ? null : <Input.Description id={ids.description}>{description}</Input.Description>}
      <div ref={place} className={styles["editor"]} data-wrong={problem !== null} />
      <p role="status" className={styles["problem"]}>
        {problem}
      </p>
    </div>
  );
}
