"use client";

import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import styles from "./event-map.module.css";
import { MapButtons } from "./map-buttons";
import { MapCanvas, type Picked } from "./map-canvas";
import { risenEdges } from "./shown-map";
import type { LaidOut } from "./use-layout";

interface MapPictureProps {
  laidOut: LaidOut | null;
  picked: Picked;
  found: ReadonlySet<string>;
  onPick: (picked: Picked) => void;
  onFocus: (node: string) => void;
  label: string;
}

/** The picture. Whoever does not see it has the tables below, which select in step with it. */
export function MapPicture({ laidOut, picked, found, onPick, onFocus, label }: MapPictureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<MapCanvas | null>(null);
  const events = useRef({ onPick, onFocus });
  events.current = { onPick, onFocus };
  const helpId = useId();
  const scheme = useComputedColorScheme("light");

  useEffect(() => {
    if (frame.current === null) return;
    const made = new MapCanvas(frame.current, {
      onPick: (next) => events.current.onPick(next),
      onFocus: (node) => events.current.onFocus(node),
    });
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(frame.current);
    setCanvas(made);
    return () => {
      observer.disconnect();
      made.close();
    };
  }, []);

  const shown = useRef<LaidOut | null>(null);
  useEffect(() => {
    if (canvas === null || laidOut === null) return;
    const before = shown.current;
    shown.current = laidOut;
    canvas.show(laidOut);
    if (before !== null && !laidOut.isNew) canvas.pulse(risenEdges(before.part.edges, laidOut.part.edges));
  }, [canvas, laidOut]);
  useEffect(() => canvas?.choose(picked), [canvas, picked]);
  useEffect(() => canvas?.find(found), [canvas, found]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours come from the CSS of the scheme
  useEffect(() => canvas?.restyle(), [canvas, scheme]);

  return (
    <section
      className={styles["picture"]}
      aria-label={`Event map: ${label}`}
      aria-describedby={helpId}
      aria-busy={laidOut === null}
    >
      <div ref={frame} className={styles["canvas"]} data-lens={laidOut?.lens} />
      <p id={helpId} className="aside">
        A drawing that is read with the eyes and moved with the mouse. The tables below hold the same activities and
        edges: Enter on a row selects it here and shows its details, f on an activity shows only its neighbours.
      </p>
      {laidOut === null ? (
        <div role="status" className={styles["drawing"]}>
          Drawing the map…
        </div>
      ) : null}
      {canvas === null ? null : <MapButtons canvas={canvas} />}
    </section>
  );
}
