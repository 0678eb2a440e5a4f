"use client";

import { Button, Checkbox, TextInput } from "@mantine/core";
import type { Silence } from "@/lib/domain/alert-rule";
import styles from "./alert.module.css";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

interface SilenceFieldsProps {
  silences: readonly Silence[];
  problem: string | null;
  onChange: (silences: Silence[]) => void;
}

/** Times in which nobody is told; the rule goes on all the same. */
export function SilenceFields({ silences, problem, onChange }: SilenceFieldsProps) {
  const add = () => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    onChange([...silences, { from: null, to: null, weekdays: [], dayFrom: "20:00", dayTo: "06:00", timeZone }]);
  };
  return (
    <fieldset className={styles["silences"]}>
      <legend>Silent</legend>
      {silences.map((silence, index) => (
        <SilenceRow
          // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing else that tells them apart
          key={index}
          silence={silence}
          place={index + 1}
          onChange={(changed) => onChange(silences.flatMap((one, at) => (at === index ? (changed ?? []) : one)))}
        />
      ))}
      {problem === null ? null : <p role="alert">{problem}</p>}
      <div>
        <Button variant="default" size="compact-sm" onClick={add}>
          Add a silence
        </Button>
      </div>
    </fieldset>
  );
}

interface SilenceRowProps {
  silence: Silence;
  place: number;
  onChange: (silence: Silence | null) => void;
}

function SilenceRow({ silence, place, onChange }: SilenceRowProps) {
  const { from, to, weekdays, dayFrom, dayTo, timeZone } = silence;
  const set = (change: Partial<Silence>) => onChange({ ...silence, ...change });
  const orNull = (value: string) => (value === "" ? null : value);
  return (
    <fieldset className={styles["silence"]} aria-label={`Silence ${place}`}>
      <Checkbox.Group
        label="On"
        description="None: every day"
        value={weekdays.map(String)}
        onChange={(days) => set({ weekdays: days.map(Number).sort() })}
      >
        <div className={styles["days"]}>
          {DAYS.map((day, index) => (
            <Checkbox key={day} value={String(index + 1)} label={day} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={styles["pair"]}>
        <TextInput
          type="time"
          label="Hours from"
          value={dayFrom ?? ""}
          onChange={(event) => set({ dayFrom: orNull(event.currentTarget.value) })}
        />
        <TextInput
          type="time"
          label="Hours to"
          value={dayTo ?? ""}
          onChange={(event) => set({ dayTo: orNull(event.currentTarget.value) })}
        />
        <TextInput
          label="Time zone"
          value={timeZone}
          onChange={(event) => set({ timeZone: event.currentTarget.value })}
        />
        <TextInput
          type="datetime-local"
          label="Not before"
          value={toLocal(from)}
          onChange={(event) => set({ from: toInstant(event.currentTarget.value) })}
        />
        <TextInput
          type="datetime-local"
          label="Not after"
          value={toLocal(to)}
          onChange={(event) => set({ to: toInstant(event.currentTarget.value) })}
        />
      </div>
      <div>
        <Button variant="default" size="compact-sm" onClick={() => onChange(null)}>
          Remove silence {place}
        </Button>
      </div>
    </fieldset>
  );
}

/** An instant as the field shows it: on this person's clock, to the minute. */
function toLocal(instant: string | null): string {
  if (instant === null) return "";
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function toInstant(local: string): string | null {
  return local === "" ? null : new Date(local).toISOString();
}
