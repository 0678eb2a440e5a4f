"use client";

import { ActionIcon, Tooltip } from "@mantine/core";
import { IconDownload, IconMinus, IconPlus, IconZoomScan } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./event-map.module.css";
import type { MapCanvas } from "./map-canvas";

const STEP = 1.3;

/** What wheel and drag do, for those who use neither. */
export function MapButtons({ canvas }: { canvas: MapCanvas }) {
  return (
    <fieldset aria-label="Zoom" className={styles["zoom"]}>
      <MapButton label="Zoom in" hint="Zoom in (Ctrl + wheel)" onClick={() => canvas.zoomBy(STEP)}>
        <IconPlus size={16} aria-hidden />
      </MapButton>
      <MapButton label="Zoom out" hint="Zoom out (Ctrl + wheel)" onClick={() => canvas.zoomBy(1 / STEP)}>
        <IconMinus size={16} aria-hidden />
      </MapButton>
      <MapButton label="Show the whole map" hint="Show the whole map" onClick={() => canvas.fit()}>
        <IconZoomScan size={16} aria-hidden />
      </MapButton>
      <MapButton label="Save the picture" hint="Save the picture as PNG" onClick={() => save(canvas.toPng())}>
        <IconDownload size={16} aria-hidden />
      </MapButton>
    </fieldset>
  );
}

interface MapButtonProps {
  label: string;
  hint: string;
  onClick: () => void;
  children: ReactNode;
}

function MapButton({ label, hint, onClick, children }: MapButtonProps) {
  return (
    <Tooltip label={hint} position="top">
      <ActionIcon aria-label={label} onClick={onClick} variant="transparent" className={styles["zoomButton"] ?? ""}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function save(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "event-map.png";
  link.click();
}
