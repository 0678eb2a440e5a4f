"use client";

import { useState } from "react";

interface TypedNumberOptions {
  current: number;
  min: number;
  max: number;
  onSend: (value: number) => void;
}

/** A number that shows how things stand, or what is being typed; sent within its bounds, and only when it is another. */
export function useTypedNumber({ current, min, max, onSend }: TypedNumberOptions) {
  const [typed, setTyped] = useState<number | string | null>(null);
  const send = () => {
    setTyped(null);
    // A number field keeps "1.50" and "2." as text, for they can be typed on.
    const wanted = typeof typed === "string" ? Number.parseFloat(typed) : (typed ?? current);
    if (Number.isNaN(wanted)) return;
    const within = Math.min(max, Math.max(min, wanted));
    if (within !== current) onSend(within);
  };
  return { value: typed ?? current, onChange: setTyped, send };
}
