"use client";

import { IconDownload, IconMinus, IconPlus, IconZoomScan } from "@tabler/icons-react";
import { ZoomBar, ZoomButton } from "../ui/zoom-bar";
import type { MapCanvas } from "./map-canvas";

const STEP = 1.3;

/** What wheel and drag do, for those who use neither. */
export function MapButtons({ canvas }: { canvas: MapCanvas }) {
  return (
    <ZoomBar>
      <ZoomButton label="Zoom in" hint="Zoom in (Ctrl + wheel)" onClick={() => canvas.zoomBy(STEP)}>
        <IconPlus size={16} aria-hidden />
      </ZoomButton>
      <ZoomButton label="Zoom out" hint="Zoom out (Ctrl + wheel)" onClick={() => canvas.zoomBy(1 / STEP)}>
        <IconMinus size={16} aria-hidden />
      </ZoomButton>
      <ZoomButton label="Show the whole map" hint="Show the whole map" onClick={() => canvas.fit()}>
        <IconZoomScan size={16} aria-hidden />
      </ZoomButton>
      <ZoomButton label="Save the picture" hint="Save the picture as PNG" onClick={() => save(canvas.toPng())}>
        <IconDownload size={16} aria-hidden />
      </ZoomButton>
    </ZoomBar>
  );
}

function save(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "event-map.png";
  link.click();
}
