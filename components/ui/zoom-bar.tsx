"use client";

import { ActionIcon, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./zoom-bar.module.css";

/** Buttons in the corner of a picture: what wheel and drag do, for those who use neither. */
export function ZoomBar({ children }: { children: ReactNode }) {
  return (
    <fieldset aria-label="Zoom" className={styles["bar"]}>
      {children}
    </fieldset>
  );
}

interface ZoomButtonProps {
  label: string;
  hint: string;
  onClick: () => void;
  children: ReactNode;
}

export function ZoomButton({ label, hint, onClick, children }: ZoomButtonProps) {
  return (
    <Tooltip label={hint} position="top">
      <ActionIcon aria-label={label} onClick={onClick} variant="transparent" className={styles["button"] ?? ""}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
