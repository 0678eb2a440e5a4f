"use client";

import { Button } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import styles from "./filter-panel.module.css";

interface FilterPanelProps {
  /** How many filters are set, so that a folded panel tells. */
  active: number;
  onClear: () => void;
  children: ReactNode;
}

/** Filters stand at the left; where there is no room they fold away above. */
export function FilterPanel({ active, onClear, children }: FilterPanelProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <section aria-label="Filters" className={styles["panel"]}>
      <Button
        className={styles["toggle"]}
        variant="default"
        leftSection={<IconFilter size={14} aria-hidden />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        Filters{active > 0 ? ` (${active})` : ""}
      </Button>
      <div id={id} className={styles["fields"]} data-open={isOpen}>
        {children}
        <Button variant="subtle" color="gray" disabled={active === 0} onClick={onClear}>
          Clear {active > 1 ? `${active} filters` : "filters"}
        </Button>
      </div>
    </section>
  );
}
