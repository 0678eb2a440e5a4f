"use client";

import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import type { DiagramListener, OpenDiagram } from "./open-diagram";

export type Opening =
  | { state: "opening" }
  | { state: "open"; diagram: OpenDiagram }
  | { state: "refused"; reason: string };

/** One viewer per XML, opened in the browser only: bpmn-js is fetched when the first diagram is shown. */
export function useOpenDiagram(frame: RefObject<HTMLElement | null>, xml: string, listener: DiagramListener): Opening {
  const [opening, setOpening] = useState<Opening>({ state: "opening" });
  const onPick = useEffectEvent(listener.onPick);
  const onPoint = useEffectEvent(listener.onPoint);
  useEffect(() => {
    const container = frame.current;
    if (container === null) return;
    const leaving = new AbortController();
    setOpening({ state: "opening" });
    void open(container, xml, { onPick: (id) => onPick(id), onPoint: (id) => onPoint(id) }, leaving.signal).then(
      (result) => {
        if (!leaving.signal.aborted) setOpening(result);
      },
    );
    return () => leaving.abort();
  }, [frame, xml]);
  return opening;
}

/** Never rejects. A diagram that opens after its reader has left is closed at once. */
async function open(
  container: HTMLElement,
  xml: string,
  listener: DiagramListener,
  left: AbortSignal,
): Promise<Opening> {
  try {
    const { openDiagram } = await import("./open-diagram");
    if (left.aborted) return { state: "opening" };
    const diagram = await openDiagram(container, xml, listener);
    if (left.aborted) diagram.close();
    else left.addEventListener("abort", () => diagram.close(), { once: true });
    return { state: "open", diagram };
  } catch (reason) {
    return { state: "refused", reason: reason instanceof Error ? reason.message : String(reason) };
  }
}
