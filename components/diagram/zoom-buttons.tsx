"use client";

import { IconMinus, IconPlus, IconZoomScan } from "@tabler/icons-react";
import { ZoomBar, ZoomButton } from "../ui/zoom-bar";
import type { FittedViewport } from "./fitted-viewport";

const STEP = 1.25;

/** What wheel and drag do, for those who use neither. */
export function ZoomButtons({ viewport }: { viewport: FittedViewport }) {
  return (
    <ZoomBar>
      <ZoomButton label="Zoom in" hint="Zoom in (Ctrl + wheel, or +)" onClick={() => viewport.zoomBy(STEP)}>
        <IconPlus size={16} aria-hidden />
      </ZoomButton>
      <ZoomButton label="Zoom out" hint="Zoom out (Ctrl + wheel, or −)" onClick={() => viewport.zoomBy(1 / STEP)}>
        <IconMinus size={16} aria-hidden />
      </ZoomButton>
      <ZoomButton label="Show the whole diagram" hint="Show the whole diagram (0)" onClick={() => viewport.fit()}>
        <IconZoomScan size={16} aria-hidden />
      </ZoomButton>
    </ZoomBar>
  );
}
