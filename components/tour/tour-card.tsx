"use client";

import { Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { IconButton } from "../ui/icon-button";
import { AppLink } from "../ui/navigation";
import styles from "./tour.module.css";
import { TourActButton } from "./tour-act-button";
import { type TourStep, toHref } from "./tour-step";
import { tourOf } from "./tours";
import { useTour } from "./use-tour";

/** The step of the tour that somebody takes, beside whatever page is open: nothing behind it is blocked. */
export function TourCard() {
  const [position, setPosition] = useTour();
  const tour = position === null ? null : tourOf(position.landscape);
  const step = position === null ? undefined : tour?.[position.step];
  if (position === null || tour === null || step === undefined) return null;
  const walk = (by: number) => setPosition({ ...position, step: position.step + by });
  const isLast = position.step === tour.length - 1;
  return (
    <section aria-label="Guided tour" className={styles["card"]}>
      <header className={styles["head"]}>
        <p className="muted">
          Step {position.step + 1} of {tour.length}
        </p>
        <IconButton label="Leave the tour" onPress={() => setPosition(null)}>
          <IconX size={16} aria-hidden />
        </IconButton>
      </header>
      <StepWords key={position.step} step={step} />
      {step.act === undefined ? null : (
        <TourActButton
          key={step.act.label}
          act={step.act}
          onPlaced={(orderId) => setPosition({ ...position, orderId })}
        />
      )}
      <Look step={step} orderId={position.orderId} />
      <footer className={styles["foot"]}>
        <Button variant="default" size="xs" disabled={position.step === 0} onClick={() => walk(-1)}>
          Back
        </Button>
        <Button size="xs" onClick={() => (isLast ? setPosition(null) : walk(1))}>
          {isLast ? "Done" : "Next"}
        </Button>
      </footer>
    </section>
  );
}

/** Takes the focus when the step changes, so that a screen reader reads it and the keyboard goes on from there. */
function StepWords({ step }: { step: TourStep }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <h2 ref={title} tabIndex={-1} className={styles["title"]}>
        {step.title}
      </h2>
      {step.text.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </>
  );
}

function Look({ step, orderId }: { step: TourStep; orderId: string | null }) {
  const href = toHref(step.look.href, orderId);
  if (href === null) return <p className="muted">{step.look.label}: place the order first.</p>;
  return (
    <p>
      <AppLink href={href}>{step.look.label}</AppLink>
    </p>
  );
}
