"use client";

import { Button, Popover, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCalendarTime, IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { fromField, PRESETS, rangeLabel, type TimeRange, toField } from "./time-range";
import styles from "./time-range-picker.module.css";

interface TimeRangePickerProps {
  range: TimeRange;
  onChange: (range: TimeRange) => void;
}

export function TimeRangePicker({ range, onChange }: TimeRangePickerProps) {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const choose = (next: TimeRange) => {
    onChange(next);
    close();
  };
  return (
    <Popover opened={isOpen} onChange={close} position="bottom-start" width={260} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          className={styles["target"]}
          leftSection={<IconCalendarTime size={14} aria-hidden />}
          aria-label={`Time range: ${rangeLabel(range)}`}
          onClick={toggle}
        >
          {rangeLabel(range)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Time range">
        <Presets range={range} onChoose={choose} />
        <OwnRange range={range} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoiceProps {
  range: TimeRange;
  onChoose: (range: TimeRange) => void;
}

function Presets({ range, onChoose }: ChoiceProps) {
  return (
    <ul className={styles["presets"]}>
      {PRESETS.map((preset) => {
        const isChosen = preset.label === rangeLabel(range);
        return (
          <li key={preset.label}>
            <button type="button" aria-pressed={isChosen} onClick={() => onChoose(preset.range)}>
              {preset.label}
              {isChosen ? <IconCheck size={14} aria-hidden /> : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function OwnRange({ range, onChoose }: ChoiceProps) {
  const [from, setFrom] = useState(toField(range.from));
  const [to, setTo] = useState(toField(range.to));
  const isBackwards = from !== "" && to !== "" && from >= to;
  return (
    <form
      className={styles["own"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBackwards) onChoose({ from: fromField(from), to: fromField(to) });
      }}
    >
      <TextInput
        type="datetime-local"
        label="From"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label="To"
        value={to}
        error={isBackwards ? "The end lies before the beginning." : null}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button type="submit" disabled={from === "" && to === ""}>
        Use these times
      </Button>
    </form>
  );
}
