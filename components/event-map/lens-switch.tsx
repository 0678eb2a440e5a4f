"use client";

import { SegmentedControl } from "@mantine/core";
import { LENS_WORDS, LENSES, type Lens } from "./map-words";

/** The same picture through another lens. */
export function LensSwitch({ lens, onChange }: { lens: Lens; onChange: (lens: Lens) => void }) {
  return (
    <SegmentedControl
      aria-label="Lens"
      size="sm"
      data={LENSES.map((value) => ({ value, label: LENS_WORDS[value].name }))}
      value={lens}
      onChange={(next) => onChange(LENSES.find((one) => one === next) ?? "process")}
    />
  );
}
