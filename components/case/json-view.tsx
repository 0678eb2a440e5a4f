"use client";

import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { formatCount } from "@/components/ui/format-number";
import { type JsonRow, jsonRows, ROWS_MAX } from "./json-tree";
import styles from "./json-view.module.css";

/** A JSON value as a tree whose parts fold. Everything is open at first; longer than 400 rows it begins folded. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => foldedAtFirst(value));
  const { rows, isCut } = useMemo(() => jsonRows(value, folded), [value, folded]);
  const toggle = (path: string) => {
    const next = new Set(folded);
    if (!next.delete(path)) next.add(path);
    setFolded(next);
  };
  return (
    <>
      <ul aria-label={label} className={styles["tree"]}>
        {rows.map((row) => (
          <JsonLine key={row.path} row={row} isFolded={folded.has(row.path)} onToggle={() => toggle(row.path)} />
        ))}
      </ul>
      {isCut ? <p className="muted">Cut after {formatCount(ROWS_MAX)} rows; the raw text holds all.</p> : null}
    </>
  );
}

interface JsonLineProps {
  row: JsonRow;
  isFolded: boolean;
  onToggle: () => void;
}

function JsonLine({ row, isFolded, onToggle }: JsonLineProps) {
  const { depth, name, kind, text, size } = row;
  const indent = { paddingInlineStart: depth * 14 };
  if (size === 0) {
    return (
      <li className={styles["line"]} style={indent}>
        <span className={styles["gutter"]} />
        {name === null ? null : <span className={styles["name"]}>{name}</span>}
        <span className={styles["value"]} data-kind={kind}>
          {kind === "string" ? JSON.stringify(text) : text}
        </span>
      </li>
    );
  }
  const Chevron = isFolded ? IconChevronRight : IconChevronDown;
  return (
    <li className={styles["line"]} style={indent}>
      <button type="button" aria-expanded={!isFolded} className={styles["toggle"]} onClick={onToggle}>
        <Chevron size={14} aria-hidden />
        <span className={styles["name"]}>{name ?? (kind === "array" ? "list" : "object")}</span>
        <span className="muted">{text}</span>
      </button>
    </li>
  );
}

const OPEN_ROWS_MAX = 400;

function foldedAtFirst(value: unknown): ReadonlySet<string> {
  const { rows, isCut } = jsonRows(value, new Set());
  if (!isCut && rows.length <= OPEN_ROWS_MAX) return new Set();
  return new Set(rows.filter(({ depth, size }) => depth > 0 && size > 0).map(({ path }) => path));
}
