"use client";

import { IconRefresh } from "@tabler/icons-react";
import type { Incident } from "@/lib/api/contract/cases";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { plural } from "../ui/format-number";
import { useAskRetry } from "./use-ask-retry";

interface RetryIncidentsProps {
  incidents: readonly Incident[];
  /** Lighter, for a button that stands in every row. */
  isInRow?: boolean;
}

/** The button that opens the dialog. With one incident it says why that one cannot be retried; with several the preview does. */
export function RetryIncidents({ incidents, isInRow = false }: RetryIncidentsProps) {
  const ask = useAskRetry();
  const whyNot = useWhyNotRetry(incidents);
  return (
    <ActionButton
      whyNot={whyNot}
      variant={isInRow ? "subtle" : "filled"}
      leftSection={<IconRefresh size={14} aria-hidden />}
      aria-label={labelOf(incidents)}
      onClick={() => ask(incidents.map(({ id }) => id))}
    >
      Retry{incidents.length > 1 ? ` ${incidents.length}` : ""}
    </ActionButton>
  );
}

function useWhyNotRetry(incidents: readonly Incident[]): string | null {
  const whyNotRole = useWhyNot("operator");
  if (whyNotRole !== null) return whyNotRole;
  if (incidents.length === 0) return "Select at least one incident.";
  if (incidents.some(({ retryable }) => retryable)) return null;
  return incidents[0]?.whyNotRetryable ?? "None of these can be retried.";
}

function labelOf(incidents: readonly Incident[]): string {
  const [first, second] = incidents;
  if (first === undefined || second !== undefined) return `Retry ${plural(incidents.length, "incident")}`;
  return `Retry the incident at ${first.elementName || first.elementId} of ${first.caseLabel}`;
}
