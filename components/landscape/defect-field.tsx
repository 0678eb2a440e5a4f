"use client";

import { NumberInput, Switch } from "@mantine/core";
import { useId } from "react";
import type { Landscape } from "@/lib/api/contract/landscape";
import styles from "./landscape.module.css";
import { useTypedNumber } from "./use-typed-number";

type Defect = Landscape["defects"][number];

const DAY_MS = 86_400_000;
const PERCENT = { factor: 100, min: 0, max: 100, suffix: " %", words: "percent of the orders" } as const;
const MILLISECONDS = { factor: 1, min: -DAY_MS, max: DAY_MS, suffix: " ms", words: "milliseconds" } as const;

interface DefectFieldProps {
  defect: Defect;
  onChange: (value: number | boolean) => void;
}

/** A defect with its sentence, and the control that fits its kind. Numbers are sent when one leaves the field or presses Enter. */
export function DefectField({ defect, onChange }: DefectFieldProps) {
  const sentenceId = useId();
  return (
    <li className={styles["defect"]} data-on={defect.value !== 0 && defect.value !== false}>
      <div>
        <h3>{defect.title}</h3>
        <p id={sentenceId} className="muted">
          {defect.sentence}
        </p>
      </div>
      {defect.kind === "switch" ? (
        <Switch
          aria-label={defect.title}
          aria-describedby={sentenceId}
          checked={defect.value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      ) : (
        <NumberField defect={defect} sentenceId={sentenceId} onChange={onChange} />
      )}
    </li>
  );
}

interface NumberFieldProps extends DefectFieldProps {
  sentenceId: string;
}

function NumberField({ defect, sentenceId, onChange }: NumberFieldProps) {
  const isShare = defect.kind === "share";
  const { factor, min, max, suffix, words } = isShare ? PERCENT : MILLISECONDS;
  const { value, send, ...field } = useTypedNumber({
    current: Math.round(Number(defect.value) * factor * 100) / 100,
    min,
    max,
    onSend: (wanted) => onChange(Math.round(wanted * 100) / 100 / factor),
  });
  return (
    <NumberInput
      className={styles["number"]}
      aria-label={`${defect.title}, ${words}`}
      aria-describedby={sentenceId}
      suffix={suffix}
      min={min}
      max={max}
      allowDecimal={isShare}
      decimalScale={2}
      allowNegative={min < 0}
      value={value}
      onChange={field.onChange}
      onBlur={send}
      onKeyDown={({ key }) => key === "Enter" && send()}
    />
  );
}
