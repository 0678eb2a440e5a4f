"use client";

import { Button } from "@mantine/core";
import { tourOf } from "./tours";
import { useTour } from "./use-tour";

/** Begins the tour of the landscape that runs, or nothing where there is none of it. */
export function TourStart({ landscape }: { landscape: string }) {
  const [position, setPosition] = useTour();
  if (tourOf(landscape) === null) return null;
  const isWithin = position?.landscape === landscape;
  return (
    <Button variant="light" onClick={() => setPosition({ landscape, step: 0, orderId: null })}>
      {isWithin ? "Begin the tour again" : "Take the tour, five steps"}
    </Button>
  );
}
