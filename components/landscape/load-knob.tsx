"use client";

import { Button, NumberInput } from "@mantine/core";
import { useState } from "react";
import { formatCount } from "../ui/format-number";
import styles from "./landscape.module.css";

const STEPS = [0, 10, 60, 300, 1_200] as const;

interface LoadKnobProps {
  ordersPerMinute: number;
  isBusy: boolean;
  onChange: (ordersPerMinute: number) => void;
}

export function LoadKnob({ ordersPerMinute, isBusy, onChange }: LoadKnobProps) {
  const [typed, setTyped] = useState<number | string>(ordersPerMinute);
  const wanted = typeof typed === "number" ? typed : Number.NaN;
  const isValid = wanted >= 0 && wanted <= 6_000;
  return (
    <form
      className={styles["knob"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (isValid) onChange(wanted);
      }}
    >
      <NumberInput
        label="Orders per minute"
        description="0 to 6,000; 0 stops the flow"
        min={0}
        max={6_000}
        value={typed}
        onChange={setTyped}
        error={isValid ? null : "A number from 0 to 6,000"}
      />
      <Button type="submit" loading={isBusy} disabled={!isValid || wanted === ordersPerMinute}>
        Set the load
      </Button>
      <fieldset className={styles["steps"]}>
        <legend className="aside">Common loads</legend>
        {STEPS.map((step) => (
          <Button key={step} variant="default" aria-pressed={step === ordersPerMinute} onClick={() => onChange(step)}>
            {step === 0 ? "Stop" : `${formatCount(step)} a minute`}
          </Button>
        ))}
      </fieldset>
    </form>
  );
}
