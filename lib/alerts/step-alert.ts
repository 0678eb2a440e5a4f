import type { AlertPhase, AlertRule } from "@/lib/domain/alert-rule";

/**
 * ok → pending → firing → clearing → ok. Between the two thresholds, and while nothing can be said, it stays where it is and
 * what was waited so far does not count: a value that moves inside the band changes nothing.
 */
export type AlertState = {
  readonly phase: AlertPhase;
  /** When this phase began. */
  readonly since: number;
  readonly firedAt: number | null;
  /** Whether its firing was told: a silence suppresses what is told, never the state. */
  readonly isTold: boolean;
};

export type Reading = {
  /** Null: nothing can be said. */
  readonly value: number | null;
  readonly at: number;
  readonly isSilenced: boolean;
};

export type AlertChange = { readonly kind: "fired" | "still-firing" | "cleared"; readonly isSilenced: boolean };

export type AlertStep = { readonly state: AlertState; readonly changes: readonly AlertChange[] };

type Limits = Pick<AlertRule, "threshold" | "clearThreshold" | "afterMinutes" | "clearAfterMinutes">;
type Level = "over" | "under" | "between";

const MINUTE_MS = 60_000;

/** Nothing is known of a rule that was never evaluated, or was changed so that it means something else. */
export const calmSince = (at: number): AlertState => ({ phase: "ok", since: at, firedAt: null, isTold: false });

export function stepAlert(previous: AlertState, reading: Reading, limits: Limits): AlertStep {
  const level = levelOf(reading.value, limits);
  const { at } = reading;
  switch (previous.phase) {
    case "ok":
      return level === "over" ? tryFire({ ...calmSince(at), phase: "pending" }, reading, limits) : stay(previous);
    case "pending":
      return level === "over" ? tryFire(previous, reading, limits) : stay(calmSince(at));
    case "firing":
      return level === "under"
        ? tryClear({ ...previous, phase: "clearing", since: at }, reading, limits)
        : tellLate(previous, reading);
    case "clearing":
      return level === "under"
        ? tryClear(previous, reading, limits)
        : tellLate({ ...previous, phase: "firing", since: at }, reading);
  }
}

function levelOf(value: number | null, { threshold, clearThreshold }: Limits): Level {
  if (value === null) return "between";
  if (value > threshold) return "over";
  return value <= (clearThreshold ?? threshold) ? "under" : "between";
}

const stay = (state: AlertState): AlertStep => ({ state, changes: [] });

function tryFire(pending: AlertState, { at, isSilenced }: Reading, { afterMinutes }: Limits): AlertStep {
  if (at - pending.since < afterMinutes * MINUTE_MS) return stay(pending);
  return {
    state: { phase: "firing", since: at, firedAt: at, isTold: !isSilenced },
    changes: [{ kind: "fired", isSilenced }],
  };
}

function tryClear(clearing: AlertState, { at, isSilenced }: Reading, { clearAfterMinutes }: Limits): AlertStep {
  if (at - clearing.since < clearAfterMinutes * MINUTE_MS) return stay(clearing);
  // Who was not told that it fired need not be told that it is over.
  return { state: calmSince(at), changes: [{ kind: "cleared", isSilenced: isSilenced || !clearing.isTold }] };
}

/** What fired in a silence and still does when that ends is told then. */
function tellLate(firing: AlertState, { isSilenced }: Reading): AlertStep {
  if (firing.isTold || isSilenced) return stay(firing);
  return { state: { ...firing, isTold: true }, changes: [{ kind: "still-firing", isSilenced: false }] };
}
