"use client";

import { NumberInput, Switch } from "@mantine/core";
import { useId, useState } from "react";
import type { Landscape } from "@/lib/api/contract/landscape";
import styles from "./landscape.module.css";

type Defect = Landscape["defects"][number];

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
  const factor = isShare ? 100 : 1;
  const current = Math.round(Number(defect.value) * factor * 100) / 100;
  const [typed, setTyped] = useState<number | string>(current);
  const send = () => {
    if (typeof typed === "number" && typed !== current) onChange(typed / factor);
  };
  return (
    <NumberInput
      className={styles["number"]}
      aria-label={isShare ? `${defect.title}, percent of the orders` : `${defect.title}, milliseconds`}
      aria-describedby={sentenceId}
      suffix={isShare ? " %" : " ms"}
      min={isShare ? 0 : -86_400_000}
      max={isShare ? 100 : 86_400_000}
      value={typed}
      onChange={setTyped}
      onBlur={send}
      onKeyDown={({ key }) => key === "Enter" && send()}
    />
  );
}
