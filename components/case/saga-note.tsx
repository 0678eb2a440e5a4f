"use client";

import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { SagaBadge } from "@/components/saga/saga-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CaseStory } from "@/lib/api/contract/cases";
import styles from "./stuck-note.module.css";

/** No event tells that nothing comes any more: when the time for it is over, the case is asked for again. */
function useAskAgainAt(instant: string | null): void {
  const queries = useQueryClient();
  useEffect(() => {
    const inMs = instant === null ? Number.NaN : Date.parse(instant) - Date.now();
    if (!(inMs > 0 && inMs < 86_400_000)) return undefined;
    const timer = setTimeout(() => void queries.invalidateQueries({ queryKey: ["case"] }), inMs + 500);
    return () => clearTimeout(timer);
  }, [instant, queries]);
}

/** A later step failed, and not all that was done before is taken back: said above the story, which tells it. */
export function SagaNote({ saga, onShow }: Pick<CaseStory, "saga"> & { onShow: () => void }) {
  useAskAgainAt(saga?.dueAt ?? null);
  if (saga === null || (saga.state !== "not-compensated" && saga.state !== "compensation-pending")) return null;
  const owed = saga.steps.filter(({ state }) => state === saga.state).map(({ subject }) => subject);
  return (
    <section aria-label="Saga" className={styles["note"]}>
      <h2 className="aside">Saga</h2>
      <SagaBadge state={saga.state} />
      <p>
        {saga.failedAt === null ? null : (
          <>
            A later step failed <RelativeTime at={saga.failedAt} />,{" "}
          </>
        )}
        and <strong>{owed.join(", ")}</strong>{" "}
        {saga.state === "not-compensated" ? "was never taken back." : "is still to be taken back."}
      </p>
      <Button variant="default" size="compact-xs" onClick={onShow}>
        Show the saga
      </Button>
    </section>
  );
}
