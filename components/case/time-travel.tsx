"use client";

import { Button, NativeSelect } from "@mantine/core";
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerSkipForwardFilled,
} from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { formatDuration } from "@/components/ui/format-duration";
import { formatAbsolute } from "@/components/ui/format-time";
import { IconButton } from "@/components/ui/icon-button";
import { useTimeStyle } from "@/components/ui/preferences";
import { stepFrom } from "./story-as-of";
import { TimeMarks } from "./time-marks";
import styles from "./time-travel.module.css";
import { SPEEDS, type Speed, usePlayer } from "./use-player";

interface TimeTravelProps {
  instants: readonly number[];
  /** Null: now. */
  at: number | null;
  onMove: (at: number | null) => void;
  error: Error | null;
}

/** The case's own time, to walk through: event by event, or played. */
export function TimeTravelBar({ instants, at, onMove, error }: TimeTravelProps) {
  const [timeStyle] = useTimeStyle();
  const [from = 0] = instants;
  const to = instants.at(-1) ?? from;
  const player = usePlayer({ from, to, at, onMove });
  const moveTo = (instant: number | null) => {
    player.stop();
    onMove(instant);
  };
  const step = (steps: number) => moveTo(stepFrom(instants, at ?? to, steps));
  if (from === to) return null;
  const words = formatAbsolute(new Date(at ?? to).toISOString(), timeStyle === "utc" ? "utc" : "local");
  return (
    <section aria-label="Time travel" className={styles["bar"]} data-past={at !== null}>
      <div className={styles["buttons"]}>
        <IconButton label="The event before" onPress={() => step(-1)} isDisabled={(at ?? to) <= from}>
          <IconPlayerSkipBackFilled size={14} />
        </IconButton>
        <IconButton label={player.isPlaying ? "Pause" : "Play"} onPress={player.toggle}>
          {player.isPlaying ? <IconPlayerPauseFilled size={14} /> : <IconPlayerPlayFilled size={14} />}
        </IconButton>
        <IconButton label="The next event" onPress={() => step(1)} isDisabled={at === null || at >= to}>
          <IconPlayerSkipForwardFilled size={14} />
        </IconButton>
        <NativeSelect
          size="xs"
          w={76}
          aria-label="Speed"
          data={SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}×` }))}
          value={String(player.speed)}
          onChange={({ currentTarget }) => player.setSpeed(Number(currentTarget.value) as Speed)}
        />
      </div>
      <div className={styles["slider"]}>
        <TimeMarks instants={instants} />
        <input
          type="range"
          aria-label="Instant"
          aria-valuetext={at === null ? "now" : words}
          min={from}
          max={to}
          step={1}
          value={Math.min(to, Math.max(from, at ?? to))}
          onChange={({ currentTarget }) => moveTo(Number(currentTarget.value))}
          onKeyDown={(event) => stepByKey(event, step)}
        />
      </div>
      {at === null ? (
        <p className={styles["words"]}>
          <span className="muted">as it is now</span>
        </p>
      ) : (
        <Past at={at} from={from} words={words} onLeave={() => moveTo(null)} />
      )}
      {error === null ? null : (
        <p role="status" className={styles["error"]}>
          The case at this instant could not be read: {error.message}
        </p>
      )}
    </section>
  );
}

interface PastProps {
  at: number;
  from: number;
  words: string;
  onLeave: () => void;
}

function Past({ at, from, words, onLeave }: PastProps) {
  return (
    <>
      <p className={styles["words"]}>
        <time dateTime={new Date(at).toISOString()} title={words}>
          {words.slice(11, 23)}
        </time>
        <span className="muted">{formatDuration(Math.max(0, at - from))} in</span>
      </p>
      <Button variant="default" onClick={onLeave}>
        Back to now
      </Button>
    </>
  );
}

/** Arrows go from event to event: a millisecond of a day is nothing that anybody steps by. */
const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};

function stepByKey(event: KeyboardEvent, step: (steps: number) => void): void {
  const steps = KEYS[event.key];
  if (steps === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  step(steps);
}
