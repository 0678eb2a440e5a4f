"use client";

import { ActionIcon, Tooltip } from "@mantine/core";
import { IconMinus, IconPlus, IconZoomScan } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { FittedViewport } from "./fitted-viewport";
import styles from "./process-diagram.module.css";

const STEP = 1.25;

/** What wheel and drag do, for those who use neither. */
export function ZoomButtons({ viewport }: { viewport: FittedViewport }) {
  return (
    <fieldset aria-label="Zoom" className={styles["zoom"]}>
      <ZoomButton label="Zoom in" hint="Zoom in (Ctrl + wheel, or +)" onClick={() => viewport.zoomBy(STEP)}>
        <IconPlus size={16} aria-hidden />
      </ZoomButton>
      <ZoomButton label="Zoom out" hint="Zoom out (Ctrl + wheel, or −)" onClick={() => viewport.zoomBy(1 / STEP)}>
        <IconMinus size={16} aria-hidden />
      </ZoomButton>
      <ZoomButton label="Show the whole diagram" hint="Show the whole diagram (0)" onClick={() => viewport.fit()}>
        <IconZoomScan size={16} aria-hidden />
      </ZoomButton>
    </fieldset>
  );
}

interface ZoomButtonProps {
  label: string;
  hint: string;
  onClick: () => void;
  children: ReactNode;
}

function ZoomButton({ label, hint, onClick, children }: ZoomButtonProps) {
  return (
    <Tooltip label={hint} position="top">
      <ActionIcon aria-label={label} onClick={onClick} variant="transparent" className={styles["zoomButton"] ?? ""}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
