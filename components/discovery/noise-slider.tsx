"use client";

import { Slider } from "@mantine/core";
import { useState } from "react";
import styles from "./discovery.module.css";

interface NoiseSliderProps {
  /** Percent. */
  value: number;
  onChange: (value: number) => void;
}

const MARKS = [0, 50, 100].map((value) => ({ value, label: `${value}%` }));

/** Asks when the hand lets go: each answer is a whole model. */
export function NoiseSlider({ value, onChange }: NoiseSliderProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  return (
    <div className={styles["noise"]}>
      <div className={styles["label"]}>Noise threshold</div>
      <Slider
        thumbLabel="Noise threshold in percent"
        value={dragged ?? value}
        onChange={setDragged}
        onChangeEnd={(next) => {
          setDragged(null);
          onChange(next);
        }}
        step={5}
        marks={MARKS}
        label={(percent) => `${percent}%`}
      />
    </div>
  );
}
