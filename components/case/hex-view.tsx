"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import type { CaseEventWithPayload } from "@/lib/api/contract/cases";
import styles from "./event-detail.module.css";
import { bytesOf, hexRow } from "./hex-rows";

const BYTES_PER_LINE = 8;
const LINE_PX = 20;

/** The bytes of a record, as hex and as text. Only the lines in sight are in the document: a payload may have 256 KiB. */
export function HexView({ payload, encoding }: { payload: string; encoding: CaseEventWithPayload["payloadEncoding"] }) {
  const bytes = useMemo(() => bytesOf(payload, encoding), [payload, encoding]);
  const scroll = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: Math.ceil(bytes.length / BYTES_PER_LINE),
    getScrollElement: () => scroll.current,
    estimateSize: () => LINE_PX,
    overscan: 10,
    initialRect: { width: 400, height: 420 },
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section ref={scroll} aria-label="Payload as bytes" className={styles["hex"]} tabIndex={0}>
      <div style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const { offset, hex, text } = hexRow(bytes, index, BYTES_PER_LINE);
          return (
            <div key={index} className={styles["hexLine"]} style={{ transform: `translateY(${start}px)` }}>
              <span className="muted">{offset}</span>
              <span>{hex}</span>
              <span className="muted">{text}</span>
            </div>
          );
        })}
      </div>
    </section>
  );
}
