"use client";

import { Button, NumberInput } from "@mantine/core";
import { formatCount, plural } from "../ui/format-number";
import styles from "./landscape.module.css";
import { useTypedNumber } from "./use-typed-number";

const STEPS = [0, 10, 60, 300, 1_200] as const;
const MAX = 6_000;

interface LoadKnobProps {
  ordersPerMinute: number;
  /** What comes in: orders. */
  things: string;
  onChange: (ordersPerMinute: number) => void;
}

/** Nothing here is ever disabled by a press of its own: a control that is disabled loses the keyboard. */
export function LoadKnob({ ordersPerMinute, things, onChange }: LoadKnobProps) {
  const { value, send, ...field } = useTypedNumber({ current: ordersPerMinute, min: 0, max: MAX, onSend: onChange });
  return (
    <form
      className={styles["knob"]}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <NumberInput
        label={`${things[0]?.toUpperCase()}${things.slice(1)} per minute`}
        description="0 to 6,000; 0 stops the flow"
        min={0}
        max={MAX}
        allowDecimal={false}
        allowNegative={false}
        value={value}
        onChange={field.onChange}
      />
      <Button type="submit">Set the load</Button>
      <fieldset className={styles["steps"]}>
        <legend className="aside">Common loads</legend>
        {STEPS.map((step) => (
          <Button key={step} variant="default" aria-pressed={step === ordersPerMinute} onClick={() => onChange(step)}>
            {step === 0 ? "Stop" : `${formatCount(step)} a minute`}
          </Button>
        ))}
      </fieldset>
      <p role="status" className={styles["said"]}>
        {ordersPerMinute === 0
          ? "No orders come in by themselves."
          : `${plural(ordersPerMinute, "order")} a minute now.`}
      </p>
    </form>
  );
}
